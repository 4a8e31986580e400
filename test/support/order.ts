import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { runOrder } from '../../src/terminal/program.js';

/** Starts the command `order` within this process and its environment: a program takes a second to start. */
export function startOrder(...args: string[]) {
  const [stdout, stderr] = [aStream(), aStream()];
  const ended = runOrder(args, { stdout: stdout.to, stderr: stderr.to }).then((status) => ({
    status,
    stdout: stdout.written(),
    stderr: stderr.written(),
  }));
  return { printed: stdout.written, noted: stderr.written, ended };
}

/** A stream that takes down what is written, and is no terminal. */
function aStream() {
  let text = '';
  const to = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  return { to: to as unknown as WriteStream, written: () => text };
}

import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScreen } from '../../src/terminal/screen.js';

beforeEach(() => void vi.stubEnv('NO_COLOR', undefined));
afterEach(() => void vi.unstubAllEnvs());

/** A stream that takes down what is written, and is a terminal of so many columns if there are any. */
function aStream(columns?: number) {
  const stream = new PassThrough();
  const terminal = columns === undefined ? { isTTY: false } : { isTTY: true, columns, hasColors: () => true };
  const written = () => String(stream.read() ?? '');
  return { to: Object.assign(stream, terminal) as unknown as WriteStream, written };
}

test('colours on a terminal the mark that a line begins with', () => {
  const { to, written } = aStream(80);

  createScreen(to, false, process.stderr).print('✓ paid ✗\n12:00:00  ✗ gone');

  expect(written()).toBe(
    '\u001b[32m✓\u001b[39m paid ✗\n\u001b[2m12:00:00  \u001b[22m\u001b[31m✗\u001b[39m gone\n',
  );
});

test('uses no colour with NO_COLOR, for programs, nor where nobody sees it', () => {
  const [terminal, pipe] = [aStream(80), aStream()];
  createScreen(pipe.to, false, process.stderr).print('✓ paid');
  createScreen(terminal.to, true, process.stderr).print('✓ paid');
  vi.stubEnv('NO_COLOR', '1');
  createScreen(terminal.to, false, process.stderr).print('✓ paid');

  expect([pipe.written(), terminal.written()]).toEqual(['✓ paid\n', '✓ paid\n✓ paid\n']);
});

test('draws a picture over the last one, also where its lines were too long', () => {
  const { to, written } = aStream(10);
  const screen = createScreen(to, false, process.stderr);
  screen.redraw('a line of 20 letters\nshort');
  written();

  screen.redraw('new');

  expect(written()).toBe('\u001b[3A\u001b[0Jnew\n');
});

test('is live on a terminal alone, and never for a program', () => {
  const live = (columns: number | undefined, json: boolean) =>
    createScreen(aStream(columns).to, json, process.stderr).isLive;

  expect([live(80, false), live(80, true), live(undefined, false)]).toEqual([true, false, false]);
});

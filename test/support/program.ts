import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, vi } from 'vitest';

export type Program = ReturnType<typeof run>;

const root = join(import.meta.dirname, '../..');
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Runs one of our programs from its source. */
export function runProgram(file: string, env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  return run(process.execPath, ['--import', tsx, join(root, file), ...args], { env });
}

/** Runs one of our programs from what was built, as production does: a worker is ready seconds sooner. */
export function runBuilt(program: string, env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  const file = join(inject('distPath'), `${program}.js`);
  return run(process.execPath, [file, ...args], { env });
}

/** Runs a command with this environment and no other: nothing of the developer's, and no `.env`. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, cwd = import.meta.dirname }: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
) {
  const child = spawn(command, args, {
    cwd,
    // A person's file of Temporal settings may lead to another server; one that is missing is taken for none.
    env: { PATH: process.env['PATH'], TEMPORAL_CONFIG_FILE: 'missing.toml', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const kill = (signal: NodeJS.Signals) => child.kill(signal);
  const killToo = () => void kill('SIGKILL');
  process.once('exit', killToo);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([status, signal]) => {
    process.off('exit', killToo);
    return { status: status as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
  });
  return {
    pid: child.pid!,
    kill,
    ended,
    /** Gives it all that it reads from standard input. */
    reads: (text: string) => void child.stdin.end(text),
    /** Everything that it has printed so far, on either stream. */
    printed: () => stdout + stderr,
    /** Waits until it has printed this, or fails with what it printed instead. */
    async prints(words: string): Promise<void> {
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
      // A worker bundles its workflows first: 2 to 5 s, several times that on a machine that does other things too.
      await vi.waitUntil(() => stdout.includes(words) || hasEnded(), { timeout: 100_000, interval: 20 });
      if (!stdout.includes(words))
        throw new Error(`${args.join(' ')} ended without "${words}":\n${stdout}${stderr}`);
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';

/** An empty folder that is gone when the test has ended. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A program that can be run, written in shell. */
export async function aProgram(path: string, body: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

/** Empties what this process knows of servers, for one test. */
export async function aBareMachine(): Promise<{ bin: string; cache: string }> {
  const bin = await aFolder();
  const cache = await aFolder();
  // `sh` is needed to run the programs of the test itself, by their absolute path.
  vi.stubEnv('PATH', bin);
  vi.stubEnv('TEMPORAL_SERVER_CACHE', cache);
  vi.stubEnv('TEMPORAL_CLI_PATH', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  return { bin, cache };
}

/** Runs one of our TypeScript programs in a process of its own; it is gone when the test has ended. */
export function runProgram(file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const stderr = text(child.stderr);
  const exited = once(child, 'close').then(async ([status]) => ({
    status: status as number,
    stderr: await stderr,
  }));
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Everything on stdout, when it has ended. */
    ended: exited.then((end) => ({ ...end, stdout: printed })),
    /** What the pattern catches on stdout, as soon as it is there. */
    printed: (pattern: RegExp) =>
      vi.waitUntil(() => pattern.exec(printed)?.[1], { timeout: 60_000, interval: 20 }),
  };
}

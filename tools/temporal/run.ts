import type { SpawnOptions } from 'node:child_process';
import { spawnOwned } from './spawn-owned.js';

/** Runs a command to its end and answers the last 4 000 characters it printed; fails with the line it complained in. */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid'> & { limitMs?: number } = {},
): Promise<string> {
  const { limitMs, ...spawnOptions } = options;
  const child = spawnOwned(command, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
  const timer = limitMs && setTimeout(() => child.end('SIGKILL'), limitMs);
  try {
    const { code, signal } = await child.ended;
    if (code === 0) return child.lastWords();
    throw new Error(`${command} ended with ${signal ?? `status ${code}`}: ${complaint(child.lastWords())}`);
  } finally {
    clearTimeout(timer);
  }
}

function complaint(words: string): string {
  // Go tells its downloads where it tells its errors.
  return words.split('\n').find((line) => !line.startsWith('go: downloading ')) ?? '';
}

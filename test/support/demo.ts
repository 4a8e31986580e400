import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, inject, vi } from 'vitest';

const command = [process.execPath, '--import', 'tsx', 'demo/main.ts'] as const;

/** Runs the demo as a program of its own, on the machine of somebody who has other servers in mind. */
export function runDemo(...options: string[]) {
  return run(...command, ...options);
}

/** Runs it on a terminal of its own, which Node itself cannot give it; only where `hasTerminals`. */
export function runDemoOnTerminal(...options: string[]) {
  const words = [...command, ...options].map((word) => `'${word}'`).join(' ');
  // Not every shell that SHELL may name makes way by itself, and one that stays dies of Ctrl-C with its own status.
  const line = `exec ${words}`;
  return run('script', '--quiet', '--flush', '--return', '--command', line, '/dev/null');
}

/** Whether this machine has the `script` of util-linux, as nearly every Linux has; that of macOS takes other options. */
export const hasTerminals = /util-linux/.test(String(spawnSync('script', ['--version']).stdout));

function run(file: string, ...args: string[]) {
  const env = {
    ...process.env,
    TEMPORAL_CLI_PATH: inject('devServerPath'),
    TEMPORAL_ADDRESS: 'localhost:1',
    TEMPORAL_NAMESPACE: 'elsewhere',
    TICKETSCLOUD_API_KEY_FILE: 'missing',
    ORDERS_TASK_QUEUE: 'other orders',
  };
  const child = spawn(file, args, { env });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
  const stdout = text(child.stdout);
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    types: (keys: string) => void child.stdin.write(keys),
    /** What the pattern catches in the telling, as soon as it is there. */
    tells: (pattern: RegExp) =>
      vi.waitUntil(() => pattern.exec(told)?.[1], { timeout: 100_000, interval: 20 }),
    ended: once(child, 'close').then(async ([status]) => ({
      status: status as number,
      stdout: await stdout,
      told,
    })),
  };
}

/** Waits until nothing that the demo told of answers or runs any more. */
export async function untilAllIsGone(told: string): Promise<void> {
  const addresses = new Set(Array.from(told.matchAll(/127\.0\.0\.1:\d+/g), ([address]) => address));
  const pids = Array.from(told.matchAll(/process (\d+) is ready/g), ([, pid]) => Number(pid));
  expect(addresses.size).toBeGreaterThan(0);
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  await expect.poll(() => Promise.all(Array.from(addresses, answers))).not.toContain(true);
}

function answers(address: string): Promise<boolean> {
  return fetch(`http://${address}`).then(
    () => true,
    () => false,
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

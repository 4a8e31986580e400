import { spawn, type SpawnOptions } from 'node:child_process';
import { rmSync } from 'node:fs';

/** How a process ended: of its own accord with a status, or by a signal. */
export interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A child process that does not outlive this one. */
export interface OwnedProcess {
  pid: number | undefined;
  /** What it last wrote to stderr and stdout, as far as they are piped: for the message when it fails. */
  lastWords(): string;
  /** Settles when it has ended; rejects if it could not be started. */
  ended: Promise<End>;
  /** Sends the signal to it and to everything it has started. */
  end: (signal: NodeJS.Signals) => void;
}

interface OwnedOptions extends SpawnOptions {
  /** Takes what it writes to stderr and stdout, as far as they are piped. */
  onOutput?: (text: string) => void;
  /** Is its alone, and goes with it. */
  folder?: string | undefined;
}

/** Each with its folder, if it has one. */
const running = new Map<OwnedProcess, string | undefined>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Starts a program that ends with this process: at its normal end, and at SIGINT, SIGTERM and SIGHUP. */
export function spawnOwned(
  command: string,
  args: readonly string[],
  { onOutput, folder, ...options }: OwnedOptions = {},
): OwnedProcess {
  // Its own process group: Ctrl-C in a terminal then reaches only us, and we end it in our order.
  const child = spawn(command, args, { ...options, detached: true });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      // Enough for the message of any tool here, whatever came before it.
      words = (words + text).slice(-4000);
      onOutput?.(text);
    });
  }
  const owned: OwnedProcess = {
    pid: child.pid,
    lastWords: () => words.trim(),
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    }),
    end(signal) {
      try {
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          process.kill(-child.pid, signal);
        }
      } catch {
        // It has ended just now.
      }
    },
  };
  own(owned, folder);
  return owned;
}

function own(child: OwnedProcess, folder: string | undefined): void {
  if (running.size === 0) {
    process.on('exit', endAll);
    for (const signal of signals) process.on(signal, endAllAndObey);
  }
  running.set(child, folder);
  const disown = () => {
    running.delete(child);
    discard(folder);
    if (running.size > 0) return;
    process.off('exit', endAll);
    for (const signal of signals) process.off(signal, endAllAndObey);
  };
  child.ended.then(disown, disown);
}

function discard(folder: string | undefined): void {
  if (folder === undefined) return;
  try {
    // Who was killed a moment ago may still be making a file.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // It is among what is temporary, and there is more to be ended.
  }
}

function endAll(): void {
  for (const child of running.keys()) child.end('SIGKILL');
  for (const folder of running.values()) discard(folder);
}

function endAllAndObey(signal: NodeJS.Signals): void {
  // A program with a handler of its own ends what it holds in its own order, and reaches `exit` in the end.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, endAllAndObey);
  process.kill(process.pid, signal);
}

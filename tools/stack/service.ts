import type { OwnedProcess } from '../temporal/spawn-owned.js';

/** A program of the stack that can crash and be started again, with the same settings and data. */
export interface Service {
  readonly name: string;
  /** Starts it, and returns when it answers. */
  start: () => Promise<void>;
  /** Kills it with SIGKILL, and returns when it is dead. */
  crash: () => Promise<void>;
  /** Lets it end in its own order, or kills it when that takes too long. */
  stop: () => Promise<void>;
  /** Rejects when it ends and nobody wanted it to. */
  readonly broken: Promise<never>;
}

// A worker finishes its calls within 30 s; here none takes so long.
const stopsWithinMs = 35_000;

/** Makes a service of a program: `launch` starts it and returns it when it answers. */
export function createService(
  name: string,
  launch: () => Promise<OwnedProcess>,
  stopSignal: NodeJS.Signals = 'SIGTERM',
): Service {
  let running: OwnedProcess | undefined;
  let fail: (error: Error) => void;
  const broken = new Promise<never>((_, reject) => (fail = reject));
  // Whoever cares awaits it.
  broken.catch(() => undefined);

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = running;
    if (!ending) return;
    running = undefined;
    ending.end(signal);
    const late = setTimeout(() => ending.end('SIGKILL'), stopsWithinMs);
    await ending.ended;
    clearTimeout(late);
  }

  return {
    name,
    broken,
    async start() {
      const started = await launch();
      running = started;
      void started.ended.then(({ code, signal }) => {
        if (running !== started) return;
        fail(
          new Error(`the ${name} ended by itself (${signal ?? `status ${code}`}):\n${started.lastWords()}`),
        );
      });
    },
    crash: () => end('SIGKILL'),
    stop: () => end(stopSignal),
  };
}

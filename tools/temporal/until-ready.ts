import { setTimeout as sleep } from 'node:timers/promises';
import { reason } from './reason.js';
import type { OwnedProcess } from './spawn-owned.js';

/** Asks a server that was just started until it is ready; fails when it ends, or takes too long. */
export async function untilReady(
  isReady: () => boolean | Promise<boolean>,
  { server, limitMs }: { server: OwnedProcess; limitMs: number },
): Promise<void> {
  const giveUp = AbortSignal.timeout(limitMs);
  let end: string | undefined;
  server.ended.then(
    () => {
      end = `it ended before it answered: ${server.lastWords()}`;
    },
    (error: unknown) => {
      end = reason(error);
    },
  );
  while (!(await isReady())) {
    if (end !== undefined) throw new Error(end);
    if (giveUp.aborted)
      throw new Error(`it did not answer within ${limitMs / 1000} s: ${server.lastWords()}`);
    await sleep(50);
  }
}

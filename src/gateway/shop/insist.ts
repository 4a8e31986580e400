import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../../client.js';

// As long as somebody who has pressed a button waits gladly; most of it is done in a tenth of that.
const MOMENT_MS = 1_000;

/**
 * Does what must not be left undone: as long as Temporal does not answer, it is asked again, until the signal. Returns
 * when it is done, or after a moment, and then goes on behind the scenes. Throws what goes wrong in that moment.
 */
export async function insist(work: () => Promise<unknown>, until: AbortSignal): Promise<void> {
  const done = repeat(work, until);
  // After the moment nobody listens any more: what became of it is seen on the page of the order.
  done.catch(() => undefined);
  await Promise.race([done, sleep(MOMENT_MS, undefined, { ref: false })]);
}

async function repeat(work: () => Promise<unknown>, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      await sleep(MOMENT_MS, undefined, { ref: false });
    }
  }
}

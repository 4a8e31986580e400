import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../../client.js';
import type { Shop } from './shop.js';

// As long as somebody who has pressed a button waits gladly; most of it is done in a tenth of that.
const MOMENT_MS = 1_000;

/**
 * Does what must not be left undone: as long as Temporal does not answer, it is asked again, until the shop closes.
 * Returns when it is done, or after a moment, and then goes on behind the scenes. Throws what goes wrong in that moment.
 */
export async function insist(shop: Shop, work: () => Promise<unknown>): Promise<void> {
  const done = repeat(shop, work);
  shop.underWay.add(done);
  await Promise.race([done, sleep(MOMENT_MS, undefined, { ref: false })]);
}

async function repeat({ inTime, closing }: Shop, work: () => Promise<unknown>): Promise<void> {
  while (!closing.aborted) {
    try {
      await inTime(work);
      return;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      await sleep(MOMENT_MS, undefined, { ref: false });
    }
  }
}

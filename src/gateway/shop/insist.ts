import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable } from '../../client.js';
import type { Shop } from './shop.js';

/** What a customer asks for about an order. */
export type Deed = 'pay' | 'cancel';

// As long as somebody who has pressed a button waits gladly; most of it is done in a tenth of that.
const MOMENT_MS = 1_000;

/**
 * Does what must not be left undone: as long as Temporal does not answer, it is asked again, until the shop closes.
 * Returns when it is done, or after a moment, and then goes on behind the scenes. Throws what goes wrong in that moment.
 * Until it is done, the page of the order says that the deed was received.
 */
export async function insist(
  shop: Shop,
  work: () => Promise<unknown>,
  of?: { readonly reference: string; readonly deed: Deed },
): Promise<void> {
  if (of) shop.received.set(of.reference, of.deed);
  const done = repeat(shop, work).finally(() => of && shop.received.delete(of.reference));
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

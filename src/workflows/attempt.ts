/** How the saga bears that a deed does not come off: the trouble is told, and what follows is decided by the caller. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { complain } from './news.js';
import type { Saga } from './saga.js';
import { readTrouble, type Trouble } from './trouble.js';

/** What came of a deed, as a rule the order as it is now; or the trouble that the deed ran into. */
export type Result<Seen = Order> =
  { readonly seen: Seen; readonly trouble?: never } | { readonly trouble: Trouble; readonly seen?: never };

/** Waits for a deed, and takes note of its trouble; an order that the upstream does not know any more is seen as `gone`, if given. */
export async function attempt<Seen = Order>(
  saga: Saga,
  deed: Promise<Seen>,
  gone?: Seen,
): Promise<Result<Seen>> {
  try {
    return { seen: await deed };
  } catch (error) {
    if (isCancellation(error)) throw error;
    const trouble = readTrouble(error);
    complain(saga, trouble.words);
    return gone && trouble.type === failure.notFound ? { seen: gone } : { trouble };
  }
}

/** Waits for a deed that ends in a look at the order: one that the upstream does not know any more has vanished. */
export function look(saga: Saga, order: Order, deed: Promise<Order>): Promise<Result> {
  return attempt(saga, deed, { ...order, status: 'vanished' });
}

/** Keeps looking while `until` waits, which is told whether something was seen; answers with that. */
export async function lookDuring(
  look: () => Promise<Order>,
  until: (hasSeen: () => boolean) => Promise<unknown>,
): Promise<Order | undefined> {
  let seen: Order | undefined;
  const looking = new CancellationScope();
  const looked = looking
    .run(async () => (seen = await look()))
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  await until(() => seen !== undefined);
  looking.cancel();
  await looked;
  return seen;
}

/** Looks until something is seen. */
export async function lookForEver(saga: Saga, order: Order, deed: () => Promise<Order>): Promise<Order> {
  for (;;) {
    const { seen } = await look(saga, order, deed());
    if (seen) return seen;
    // Somebody failed the activity by hand: that is no reason to drop an order with money in it.
    await sleep('1 minute', { summary: 'before trying again' });
  }
}

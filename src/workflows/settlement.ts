/** What can be done about an order whose fate is open: wait for news, complete it, or release it. */
import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import type { Ending } from '../domain/outcome.js';
import { cancelOrder, watchOrder } from './activities.js';
import { attentionFor, raise, relieve } from './attention.js';
import { pausesOfRelease } from './pauses.js';
import { persist } from './persist.js';
import { complain, enter, leave, nextOf, type Saga, see } from './saga.js';
import { readTrouble, type Trouble } from './trouble.js';

// Long enough for a hiccup to pass unseen, soon enough for somebody to help while the hold still lasts.
const FLAG_AFTER_MS = 5 * 60_000;

/** Waits until something else is to be done: a message came, the platform moved the order, or the time is over. */
export async function awaitNews(saga: Saga, order: Order, forMs: number): Promise<void> {
  enter(saga, 'awaiting_payment');
  const news = () => nextOf(saga).next !== 'wait';
  const summary = `payment until ${saga.due?.shown.payBefore}`;
  await watching(saga, order, (moved) => condition(() => moved() || news(), forMs, { summary }));
}

/** Waits until the platform says what became of a payment on its own page; it knows, and it has a deadline. */
export async function awaitPlatform(saga: Saga, order: Order): Promise<void> {
  enter(saga, 'completing');
  const news = () => nextOf(saga).next !== 'await_platform';
  await watching(saga, order, (moved) => condition(() => moved() || news()));
}

/** Tells the upstream that the order is paid. */
export async function complete(saga: Saga, order: Order): Promise<void> {
  enter(saga, 'completing');
  await persist(saga, order, ({ completeOrder }, id) => completeOrder(id));
  relieve(saga);
}

/**
 * Gives the tickets back: look, and cancel only if nothing has changed meanwhile. Whatever comes of the cancel, we
 * look again before we do anything else: a payment or the platform itself may have been faster.
 */
export async function release(saga: Saga, order: Order, because: Ending): Promise<void> {
  leave(saga, because);
  enter(saga, 'releasing');
  await releaseInRounds(saga, order);
  relieve(saga);
}

async function releaseInRounds(saga: Saga, order: Order): Promise<void> {
  const startedAt = Date.now();
  const changed = () => nextOf(saga).next !== 'release';

  for (const pauseMs of pausesOfRelease()) {
    await persist(saga, order, ({ readOrder }, id) => readOrder(id));
    if (changed()) return;
    const trouble = await tryCancel(saga, order);
    if (!trouble) return;
    if (Date.now() - startedAt >= FLAG_AFTER_MS) raise(saga, attentionFor(trouble));
    const waitMs = Math.max(pauseMs, trouble.retryAfterMs ?? 0);
    if (await condition(changed, waitMs, { summary: 'before looking again' })) return;
  }
}

async function tryCancel(saga: Saga, order: Order): Promise<Trouble | undefined> {
  try {
    see(saga, await cancelOrder(order.id));
    return undefined;
  } catch (error) {
    const trouble = readTrouble(error);
    complain(saga, trouble.words);
    return trouble;
  }
}

type Moved = () => boolean;

/** Waits with an eye on the platform, where it is the platform that completes the order. */
async function watching(saga: Saga, order: Order, wait: (moved: Moved) => Promise<unknown>): Promise<void> {
  if (saga.request.payment.settlement === 'seller') return void (await wait(() => false));

  let seen: Order | undefined;
  const watch = new CancellationScope();
  const watched = watch
    .run(async () => (seen = await watchForEver(saga, order)))
    .catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
  await wait(() => seen !== undefined);
  watch.cancel();
  await watched;
  if (seen) see(saga, seen);
}

async function watchForEver(saga: Saga, order: Order): Promise<Order> {
  for (;;) {
    try {
      return await watchOrder(order);
    } catch (error) {
      if (isCancellation(error)) throw error;
      const trouble = readTrouble(error);
      complain(saga, trouble.words);
      if (trouble.type === failure.notFound) return { ...order, status: 'vanished' };
    }
    await sleep('1 minute', { summary: 'before watching again' });
  }
}

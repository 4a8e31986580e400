/** What can be done about an order whose fate is open: wait for news, complete it, or release it. */
import { condition } from '@temporalio/workflow';
import { isStuck } from '../domain/attention.js';
import type { Order } from '../domain/order.js';
import type { Ending } from '../domain/outcome.js';
import { cancelOrder, finalAfterwards, local, patient, quick, watchOrder } from './activities.js';
import { atOnce } from './at-once.js';
import { attempt, look, lookDuring, lookForEver } from './attempt.js';
import { attentionFor, raise, relieve } from './attention.js';
import { enter, leave, pass, see } from './news.js';
import { pausesOfRelease } from './pauses.js';
import { persist } from './persist.js';
import { nextOf, type Saga } from './saga.js';

// Long enough for a hiccup to pass unseen, soon enough for somebody to help while the hold still lasts.
const FLAG_AFTER_MS = 5 * 60_000;

/** Waits until something else is to be done: a message came, the platform moved the order, or the time is over. */
export async function awaitNews(saga: Saga, order: Order, forMs: number): Promise<void> {
  enter(saga, 'awaiting_payment');
  const news = () => nextOf(saga).next !== 'wait';
  const summary = `pay until ${saga.due?.shown.payBefore.slice(11, 19)}Z`;
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
  pass(saga, 'completing');
  const done = {
    locally: () => local.completeOrder(order.id),
    again: () => quick.completeOrder(order.id, 'again'),
    final: finalAfterwards,
    leftMs: () => Infinity,
  };
  // The platform must not know of a sale whose money may still get lost: see `unwrittenMoney`.
  const quickly = () => (saga.unwrittenMoney ? quick.completeOrder(order.id) : atOnce(saga, done));
  const patiently = () => patient.completeOrder(order.id, 'again');
  await persist(saga, order, quickly, patiently);
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
  const lookQuickly = () => quick.readOrder(order.id);
  const lookPatiently = () => patient.readOrder(order.id);

  for (const pauseMs of pausesOfRelease()) {
    await persist(saga, order, lookQuickly, lookPatiently);
    if (changed()) return;
    const { seen, trouble } = await attempt(saga, cancelOrder(order.id));
    if (seen) return see(saga, seen);
    if (Date.now() - startedAt >= FLAG_AFTER_MS) raise(saga, attentionFor(trouble));
    const waitMs = Math.max(pauseMs, trouble.retryAfterMs ?? 0);
    if (await condition(changed, waitMs, { summary: 'before looking again' })) return;
  }
}

/** Waits with an eye on the platform, where it is the platform that completes the order. */
async function watching(
  saga: Saga,
  order: Order,
  until: (moved: () => boolean) => Promise<unknown>,
): Promise<void> {
  if (saga.request.payment.settlement === 'seller') return void (await until(() => false));
  const moved = await lookDuring(() => untilItMoves(saga, order), until);
  if (moved) see(saga, moved);
}

/** Watches the order. One that could not be seen for five minutes is flagged, until it can be seen again. */
async function untilItMoves(saga: Saga, order: Order): Promise<Order> {
  for (;;) {
    if (saga.flags.some(isStuck)) {
      const { status } = await lookForEver(saga, order, () => patient.readOrder(order.id));
      relieve(saga);
      if (status === 'vanished') return { ...order, status };
    }
    const { seen, trouble } = await look(saga, order, watchOrder(order));
    if (seen) return seen;
    raise(saga, attentionFor(trouble));
  }
}

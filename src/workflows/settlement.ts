/** What can be done about an order whose fate is open: wait for news, complete it, or release it. */
import { condition } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import type { Ending } from '../domain/outcome.js';
import * as activities from './activities.js';
import { pausesOfRelease } from './pauses.js';
import { enter, leave, nextOf, see, type Saga } from './saga.js';
import { readTrouble } from './trouble.js';

/** Waits until something else is to be done: a message came, or the time to pay is over. */
export async function awaitNews(saga: Saga, forMs: number): Promise<void> {
  enter(saga, 'awaiting_payment');
  const news = () => nextOf(saga).next !== 'wait';
  await condition(news, forMs, { summary: `payment until ${saga.due?.shown.payBefore}` });
}

/** Tells the upstream that the order is paid, for as long as it takes. */
export async function complete(saga: Saga, order: Order): Promise<void> {
  enter(saga, 'completing');
  await look(saga, order, activities.completeOrder);
}

/**
 * Gives the tickets back: look, and cancel only if nothing has changed meanwhile. Whatever comes of the cancel, we
 * look again before we do anything else: a payment or the platform itself may have been faster.
 */
export async function release(saga: Saga, order: Order, because: Ending): Promise<void> {
  leave(saga, because);
  enter(saga, 'releasing');
  const changed = () => nextOf(saga).next !== 'release';

  for (const pauseMs of pausesOfRelease()) {
    await look(saga, order, activities.readOrder);
    if (changed()) return;
    try {
      return see(saga, await activities.cancelOrder(order.id));
    } catch (error) {
      saga.trouble = readTrouble(error).words;
    }
    if (await condition(changed, pauseMs, { summary: 'before looking again' })) return;
  }
}

/** Takes over what the upstream shows; an order that it does not know any more has vanished. */
async function look(saga: Saga, order: Order, at: (id: string) => Promise<Order>): Promise<void> {
  try {
    see(saga, await at(order.id));
  } catch (error) {
    const trouble = readTrouble(error);
    if (trouble.type !== failure.notFound) throw error;
    saga.trouble = trouble.words;
    see(saga, { ...order, status: 'vanished' });
  }
}

/** After money, and when tickets are given back, nothing is given up: it is flagged, and goes on. */
import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { patient, quick } from './activities.js';
import { attentionFor, raise } from './attention.js';
import { complain, type Saga, see } from './saga.js';
import { readTrouble } from './trouble.js';

type Deed = (activities: typeof patient, id: string) => Promise<Order>;

/**
 * Does what ends in a look at the order, for as long as it takes. What has not come off within five minutes is
 * flagged, and done on without a limit, until it comes off or somebody says how the order ended. An order that the
 * upstream does not know any more has vanished.
 */
export async function persist(saga: Saga, order: Order, deed: Deed): Promise<void> {
  try {
    see(saga, await deed(quick, order.id));
  } catch (error) {
    const trouble = readTrouble(error);
    complain(saga, trouble.words);
    if (trouble.type === failure.notFound) return vanished(saga, order);
    raise(saga, attentionFor(trouble));
    await untilItComesOff(saga, order, deed);
  }
}

async function untilItComesOff(saga: Saga, order: Order, deed: Deed): Promise<void> {
  const trying = new CancellationScope();
  let over = false;
  const tried = trying.run(() => tryForEver(saga, order, deed)).finally(() => (over = true));
  await condition(() => over || saga.facts.resolved !== undefined);
  trying.cancel();
  await tried.catch(onlyCancellation);
}

async function tryForEver(saga: Saga, order: Order, deed: Deed): Promise<void> {
  for (;;) {
    try {
      return see(saga, await deed(patient, order.id));
    } catch (error) {
      if (isCancellation(error)) throw error;
      const trouble = readTrouble(error);
      complain(saga, trouble.words);
      if (trouble.type === failure.notFound) return vanished(saga, order);
    }
    // Somebody failed the activity by hand: that is no reason to drop an order with money in it.
    await sleep('1 minute', { summary: 'before trying again' });
  }
}

function onlyCancellation(error: unknown): void {
  if (!isCancellation(error)) throw error;
}

function vanished(saga: Saga, order: Order): void {
  see(saga, { ...order, status: 'vanished' });
  raise(saga, 'order_vanished');
}

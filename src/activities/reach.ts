import { activityInfo } from '@temporalio/activity';
import { failure } from '../domain/failure.js';
import { isFinal, type Order } from '../domain/order.js';
import { SaidNo } from '../ticketscloud/errors.js';
import type { OrderPatch } from '../ticketscloud/order-body.js';
import type { UpstreamOrder } from '../ticketscloud/order.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { patching } from './call.js';
import { fail } from './failures.js';
import { viewOrder } from './order-view.js';

/** Says that another activity has tried the same before. */
export type Again = 'again';

/**
 * Brings an order where `patch` takes it, and returns it as it then is: there, or in a final state if somebody was
 * faster. Run twice it changes nothing more: from the second attempt on, and when told that this is one, it looks
 * before it asks, and a "no" is believed only after another look, since an earlier attempt whose answer was lost may
 * have got there.
 */
export async function reach(
  ticketscloud: Ticketscloud,
  id: string,
  patch: OrderPatch,
  isThere: (order: UpstreamOrder) => boolean,
  again?: Again,
): Promise<Order> {
  const isSettled = (order: UpstreamOrder) => isThere(order) || isFinal(order);
  const call = patching();
  const look = async () => {
    const seen = await ticketscloud.readOrder(id, call());
    return isSettled(seen.value) ? seen : undefined;
  };

  if (again || activityInfo().attempt > 1) {
    const seen = await look();
    if (seen) return viewOrder(seen);
  }
  const answer = await ticketscloud.patchOrder(id, patch, call()).catch(async (error: unknown) => {
    if (!(error instanceof SaidNo)) throw error;
    if (error.status === 409) throw stillBusy(error);
    if (error.status !== 400 && error.status !== 404) throw error;
    const seen = await look();
    if (seen) return seen;
    // It does know the order, so "not found" was not the truth.
    throw error.status === 404 ? fail(failure.unknown, error.message) : error;
  });
  // The echo of a payment system may lag behind, so only a status is held against what was asked for.
  if ('payment' in patch || isSettled(answer.value)) return viewOrder(answer);
  throw fail(failure.unknown, `PATCH to ${patch.status} succeeded, but the order is ${answer.value.status}`);
}

// A slow attempt of our own is over by then, as a rule; what lasts longer is not asked about every second.
const SOON_ATTEMPTS = 5;

/** Another request to this order is still at work upstream: let it finish, then look. */
function stillBusy({ message }: SaidNo) {
  const between500And2000 = 500 + Math.random() * 1_500;
  const soon = activityInfo().attempt <= SOON_ATTEMPTS;
  // Without a time of its own, the growing ones of the retry policy are waited for.
  return fail(failure.notProcessed, message, soon ? between500And2000 : undefined);
}

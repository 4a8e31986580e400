import { toMinor } from './money.js';
import type { Order } from './order.js';
import { ticketsAsked, type CheckedRequest } from './order-request.js';
import type { Ending } from './outcome.js';

/**
 * Says why an order is not what the customer wants to pay for; undefined when it is. A success of the upstream can
 * hold fewer tickets than were asked for, even none, and the price can differ from the one that was shown.
 */
export function objectionTo(order: Order, request: CheckedRequest): Ending | undefined {
  const { tickets, total } = order;
  const asked = ticketsAsked(request);
  const details = `${tickets.length} of ${asked} tickets could be held`;
  if (tickets.length === 0)
    return { outcome: 'unavailable', reason: 'sold_out', decidedBy: 'upstream', details };
  if (tickets.length < asked && request.allOrNothing)
    return { outcome: 'unavailable', reason: 'partly_sold_out', decidedBy: 'upstream', details };

  const { expectedTotal } = request;
  if (expectedTotal === undefined || toMinor(total) <= toMinor(expectedTotal)) return undefined;
  return {
    outcome: 'rejected',
    reason: 'price_changed',
    decidedBy: 'upstream',
    details: `the total is ${total}, expected at most ${expectedTotal}`,
  };
}

import * as fc from 'fast-check';
import type { Decline, Facts } from '../../src/domain/facts.js';
import { compare } from '../../src/domain/ledger.js';
import type { Settlement } from '../../src/domain/order-request.js';
import type { Payment } from '../../src/domain/payment.js';

export const settlements = fc.constantFrom<Settlement[]>('seller', 'platform');
export const totals = fc.constantFrom('0.00', '0.30', '100.00');

export const payment = fc.record({
  paymentId: fc.constantFrom('p-1', 'p-2', 'p-3', 'p-4'),
  // The first two are the sum that floating numbers get wrong.
  amount: fc.constantFrom('0.10', '0.20', '40.00', '60.00', '100.00'),
});

/** Of any payment, of one that may be confirmed, too, or of one that the shop does not name. */
export const decline: fc.Arbitrary<Decline> = fc.record(
  { reason: fc.constant('no funds'), paymentId: fc.constantFrom('p-1', 'p-2', 'p-5') },
  { requiredKeys: ['reason'] },
);

/** What a shop can tell about an order. */
export type Event = { payment: Payment } | { declined: Decline } | { calledOffBy: string };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ payment }) },
  { weight: 1, arbitrary: fc.record({ declined: decline }) },
  { weight: 1, arbitrary: fc.record({ calledOffBy: fc.constantFrom('customer', 'operator') }) },
);

/** Events that come together: each payment and each decline once, and one cancel, so that none contradicts another. */
export const together = fc.uniqueArray(event, {
  selector: (one) => {
    if ('payment' in one) return one.payment.paymentId;
    return 'declined' in one ? `declined ${one.declined.paymentId}` : 'called off';
  },
  maxLength: 6,
});

/** Adds an event to the facts: the first cancel stands, and so does the first amount of a payment. */
export function record(facts: Facts, event: Event): Facts {
  if ('declined' in event) return { ...facts, declines: [...facts.declines, event.declined] };
  if ('calledOffBy' in event) return { calledOff: { by: event.calledOffBy }, ...facts };
  const isNew = compare(facts.payments, event.payment) === 'new';
  return isNew ? { ...facts, payments: [...facts.payments, event.payment] } : facts;
}

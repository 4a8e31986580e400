import * as fc from 'fast-check';
import type { Facts } from '../../src/domain/facts.js';
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

/** What a shop can tell about an order. */
export type Event = { payment: Payment } | { declined: string } | { calledOffBy: string };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ payment }) },
  { weight: 1, arbitrary: fc.record({ declined: fc.constantFrom('no funds', 'stolen') }) },
  { weight: 1, arbitrary: fc.record({ calledOffBy: fc.constantFrom('customer', 'operator') }) },
);

/** Events that come together: each payment once, and one of the other kinds, so that none contradicts another. */
export const together = fc.uniqueArray(event, {
  selector: (one) => ('payment' in one ? one.payment.paymentId : Object.keys(one)[0]),
  maxLength: 6,
});

/** Adds an event to the facts: the first of its kind stands, and so does the first amount of a payment. */
export function record(facts: Facts, event: Event): Facts {
  if ('declined' in event) return { declined: { reason: event.declined }, ...facts };
  if ('calledOffBy' in event) return { calledOff: { by: event.calledOffBy }, ...facts };
  const isNew = compare(facts.payments, event.payment) === 'new';
  return isNew ? { ...facts, payments: [...facts.payments, event.payment] } : facts;
}

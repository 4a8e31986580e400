import type { OrderView } from '../../../sandbox/sandbox.js';
import type { OpenRefund, OrderOutcome } from '../../../src/client.js';
import type { Entry } from './book.js';

/** What came of an order: by ourselves, and by the platform. */
export interface Found {
  readonly outcome: OrderOutcome | undefined;
  readonly upstream: OrderView | undefined;
  readonly refunds: readonly OpenRefund[];
}

/** What must hold of each order for which somebody was told something. */
const promises: Record<string, (entry: Entry, found: Found) => boolean> = {
  'an order whose payment was due is there, under the same id': ({ placed }, { outcome, upstream }) =>
    !placed || (outcome?.orderId === placed.orderId && upstream !== undefined),

  'a payment is accounted for, once, in full': ({ paid }, { outcome, refunds }) => {
    if (!paid) return true;
    const of = ({ paymentId }: { paymentId: string }) => paymentId === paid.paymentId;
    const applied = outcome?.payments.filter((payment) => of(payment) && payment.became === 'applied') ?? [];
    const owed = refunds.filter(of);
    const [only, ...more] = [...applied, ...owed];
    return only?.amount === paid.amount && more.length === 0;
  },

  'a payment became what was answered': ({ paid }, { outcome }) =>
    !paid?.answer || (outcome?.outcome === 'completed') === (paid.answer === 'applied'),

  'an order that was called off is canceled': ({ calledOff }, { outcome, upstream }) =>
    !calledOff || (outcome?.outcome === 'canceled' && upstream?.status === 'canceled'),

  'an order is completed exactly when the platform shows it as done': (_entry, { outcome, upstream }) =>
    (outcome?.outcome === 'completed') === (upstream?.status === 'done'),
};

/** Says which of the promises are broken. */
export function brokenPromises(entry: Entry, found: Found): string[] {
  return Object.entries(promises).flatMap(([promise, holds]) => (holds(entry, found) ? [] : [promise]));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable, type PaymentDue } from '../../src/client.js';
import type { Report, Witness } from '../model/witness.js';
import { anOrderFor, type OwnEvent } from './own-event.js';
import type { Stack } from './stack.js';

const onThePage = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };

/** How an order is to end, and by whom. */
export type Way = 'paid' | 'paid on the page' | 'called off';

// More than any order here takes: a create that is lost, looked for three times and sent again, 50 s.
const PATIENCE_MS = 100_000;

/**
 * Lives an order that has an event to itself, as a shop does that repeats what Temporal did not answer. Returns all that can
 * be seen of it, for the judge. `whenDue` comes before anything is done about its payment.
 */
export async function liveOrder(
  { orders, sandbox }: Pick<Stack, 'orders' | 'sandbox'>,
  own: OwnEvent,
  way: Way,
  whenDue?: (due: PaymentDue) => Promise<unknown>,
): Promise<Witness> {
  const order = anOrderFor(own, way === 'paid on the page' ? onThePage : {});
  const { reference } = order;
  const due = (await repeat(() => orders.place(order))) as PaymentDue;
  const dueAt = performance.now();
  await whenDue?.(due);

  const reports: Report[] = [];
  if (way === 'paid on the page') await sandbox.platform.pay(due.orderId);
  if (way === 'called off') await repeat(() => orders.cancel(reference, { by: 'customer' }));
  if (way === 'paid') {
    const payment = paymentFor(due);
    const sentAt = performance.now();
    const { payment: answer } = await repeat(() => orders.confirmPayment(reference, payment));
    reports.push({ ...payment, sentAt, knownAt: performance.now(), answer });
  }
  const outcome = await repeat(() => orders.outcome(reference));
  const { possibleOrphans = 0 } = await repeat(() => orders.status(reference));
  const refundsDue = await repeat(() => orders.refundsDue());

  const upstream = (await sandbox.orders()).filter(({ event }) => event === own.event);
  return {
    outcome,
    possibleOrphans,
    due: { at: dueAt, total: due.total },
    reports,
    refunds: refundsDue.filter((refund) => refund.reference === reference),
    // Nobody reports one payment with two amounts here.
    differences: [],
    upstream,
    vanished: [],
    stock: (await sandbox.stock())[own.set]!,
    journal: sandbox.journal().filter(({ orderId, body, query }) => {
      const { event } = (body ?? {}) as { event?: string };
      return event === own.event || query.includes(own.event) || upstream.some(({ id }) => id === orderId);
    }),
  };
}

/** The payment that is reported for an order, whenever it is. */
export const paymentFor = ({ reference, total }: PaymentDue) => ({
  paymentId: `p-${reference}`,
  amount: total,
});

/** Makes a call again for as long as the client says that Temporal did not answer: it says that this is safe. */
export async function repeat<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = performance.now() + PATIENCE_MS; ; await sleep(100)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable) || performance.now() > until) throw error;
    }
  }
}

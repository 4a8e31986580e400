import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable, type PaymentDue } from '../../src/client.js';
import type { Report, Witness } from '../model/judge.js';
import { anOrderFor, type OwnEvent } from './own-event.js';
import type { Stack } from './stack.js';

/** How an order is to end, and by whom. */
export type Way = 'paid' | 'paid on the page' | 'called off';

// More than any order here takes: a create that is lost, looked for three times and sent again, 50 s.
const PATIENCE_MS = 100_000;

/**
 * Lives an order in its own event to its end, as a shop that repeats what Temporal did not answer; returns all that can be
 * seen of it, for the judge. Once its payment is due, nothing is done before `ready`.
 */
export async function liveOrder(
  stack: Stack,
  own: OwnEvent,
  way: Way,
  ready?: Promise<unknown>,
): Promise<Witness> {
  const { orders, sandbox } = stack;
  const page = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };
  const order = anOrderFor(own, way === 'paid on the page' ? page : {});
  const { reference } = order;

  const { orderId, total } = (await repeat(() => orders.place(order))) as PaymentDue;
  const due = { at: performance.now(), total };
  await ready;
  const reports: Report[] = [];
  if (way === 'paid on the page') await sandbox.platform.pay(orderId);
  if (way === 'called off') await repeat(() => orders.cancel(reference, { by: 'customer' }));
  if (way === 'paid') {
    const payment = { paymentId: `p-${reference}`, amount: total };
    const sentAt = performance.now();
    const { payment: answer } = await repeat(() => orders.confirmPayment(reference, payment));
    reports.push({ ...payment, sentAt, knownAt: performance.now(), answer });
  }
  const outcome = await repeat(() => orders.outcome(reference));

  const upstream = (await sandbox.orders()).filter(({ event }) => event === own.event);
  return {
    outcome,
    due,
    reports,
    refunds: (await repeat(orders.refundsDue)).filter((refund) => refund.reference === reference),
    upstream,
    stock: (await sandbox.stock())[own.set]!,
    journal: sandbox.journal().filter(({ orderId, body, query }) => {
      const { event } = (body ?? {}) as { event?: string };
      return event === own.event || query.includes(own.event) || upstream.some(({ id }) => id === orderId);
    }),
  };
}

/** Makes a call again for as long as the client says that Temporal did not answer, as it says it may be. */
async function repeat<T>(ask: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable) || performance.now() > giveUpAt) throw error;
    }
    await sleep(100);
  }
}

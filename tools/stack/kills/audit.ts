import type { Sandbox } from '../../../sandbox/sandbox.js';
import type { OrderOutcome, Orders } from '../../../src/client.js';
import type { Entry } from './book.js';
import { brokenPromises } from './promises.js';

// As many as a server with two cores answers at once.
const atOnce = 16;

/** Waits until every order has ended, holds what was acknowledged against what is there, and says what was broken. */
export async function audit(
  entries: readonly Entry[],
  orders: Orders,
  sandbox: Sandbox,
  inTime: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<string[]> {
  const outcomes = new Map<Entry, OrderOutcome | undefined>();
  const open = [...entries];
  async function work(): Promise<void> {
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const { reference } = entry;
      outcomes.set(entry, await inTime(() => orders.outcome(reference)).catch(() => undefined));
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));

  // Only now: until its end an order may still become what was acknowledged.
  const upstream = new Map((await sandbox.orders()).map((order) => [order.id, order]));
  const refunds = await orders.refundsDue();
  const broken = [...outcomes].flatMap(([entry, outcome]) => {
    const { reference, placed } = entry;
    const found = {
      outcome,
      upstream: upstream.get(placed?.orderId ?? outcome?.orderId ?? ''),
      refunds: refunds.filter((refund) => refund.reference === reference),
    };
    return brokenPromises(entry, found).map(
      (promise) => `${reference}: not true: ${promise}: ${JSON.stringify({ entry, outcome })}`,
    );
  });
  const done = [...upstream.values()].filter(({ status }) => status === 'done').length;
  const completed = [...outcomes.values()].filter((outcome) => outcome?.outcome === 'completed').length;
  if (done !== completed) broken.push(`${done} orders are done on the platform, ${completed} are completed`);
  return broken;
}

import type { OrderView, Sandbox } from '../../../sandbox/sandbox.js';
import type { OpenRefund, OrderOutcome, Orders } from '../../../src/client.js';
import type { Entry } from './book.js';

/** What came of an order: by ourselves, and by the platform. */
interface Found {
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

// As many as a server with two cores answers at once.
const atOnce = 16;

/** Holds what was acknowledged against what is there, and answers a sentence for each promise that was broken. */
export async function audit(
  entries: readonly Entry[],
  orders: Orders,
  sandbox: Sandbox,
  inTime: <T>(call: () => Promise<T>) => Promise<T>,
): Promise<string[]> {
  const upstream = new Map((await sandbox.orders()).map((order) => [order.id, order]));
  const refunds = await orders.refundsDue();
  const broken: string[] = [];
  const open = [...entries];
  let completed = 0;
  async function work(): Promise<void> {
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const { reference, placed } = entry;
      const outcome = await inTime(() => orders.outcome(reference)).catch(() => undefined);
      if (outcome?.outcome === 'completed') completed += 1;
      const id = placed?.orderId ?? outcome?.orderId;
      const found: Found = {
        outcome,
        upstream: id === undefined ? undefined : upstream.get(id),
        refunds: refunds.filter((refund) => refund.reference === reference),
      };
      for (const [promise, holds] of Object.entries(promises))
        if (!holds(entry, found))
          broken.push(`${reference}: not true: ${promise}: ${JSON.stringify({ entry, outcome })}`);
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));

  const done = [...upstream.values()].filter(({ status }) => status === 'done').length;
  if (done !== completed) broken.push(`${done} orders are done on the platform, ${completed} are completed`);
  return broken;
}

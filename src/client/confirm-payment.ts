import type { Client } from '@temporalio/client';
import * as z from 'zod';
import { paid } from '../domain/ledger.js';
import { fromMinor, toMinor } from '../domain/money.js';
import type { OrderOutcome } from '../domain/outcome.js';
import {
  paidReferenceSchema,
  paymentSchema,
  type AccountedPayment,
  type Payment,
} from '../domain/payment.js';
import { check } from '../domain/problem.js';
import * as contract from '../workflows/contract.js';
import { ended, translate, valid } from './failures.js';
import type { Refunds } from './refunds.js';
import { signallingOnce } from './signal-once.js';
import { readEnd, untilDecided } from './until-decided.js';

const reportSchema = z.strictObject({ reference: paidReferenceSchema(), ...paymentSchema().shape });

/**
 * Makes money that was taken durable: once this returns it cannot get lost. What it returns waits until it is the truth
 * where the money is, and answers that. It is told by a signal, which Temporal writes down as it comes, with or without a
 * worker: an update would be written down only once the saga has taken it (decision 0018).
 */
export async function recordPayment(
  client: Client,
  refunds: Refunds,
  named: string,
  input: Payment,
): Promise<() => Promise<contract.PaymentAnswer>> {
  const { reference, ...payment } = valid(check(reportSchema, { reference: named, ...input }));
  return (await beforeTheOrder()) ?? (await bySignal()) ?? (await afterwards());

  /** What was owed back before its order was there is on the list of who pays back: it must not buy tickets, too. */
  async function beforeTheOrder() {
    const standing = await refunds.owedForNoOrder(reference, payment.paymentId);
    if (!standing) return undefined;
    const answer = (await oweWhatIsBeyond(refunds, { reference }, payment, [standing])) ?? 'refund_due';
    return () => Promise.resolve({ payment: answer });
  }

  /** Makes it a fact that the order answers for; undefined when the order has ended. */
  async function bySignal() {
    // The same report again is the same signal.
    const once = signallingOnce(client.workflow, `pay-${payment.paymentId}-${payment.amount}`);
    try {
      await once
        .getHandle(contract.orderWorkflowId(reference))
        .signal(contract.paymentConfirmedSignal, payment);
    } catch (error) {
      if (!ended(error)) throw translate(reference, error);
      return undefined;
    }
    return async () => {
      const decided = await untilDecided(client, reference, payment);
      return typeof decided === 'string' ? { payment: decided } : accountedFor(decided.end);
    };
  }

  async function afterwards() {
    const answer = await accountedFor(await readEnd(client.workflow, reference));
    return () => Promise.resolve(answer);
  }

  async function accountedFor(end: OrderOutcome | undefined) {
    return { payment: await afterTheEnd(refunds, end, reference, payment) };
  }
}

type Answer = contract.PaymentAnswer['payment'];

/** Where the money of a payment is when its order has ended: accounted for there, or owed back since. */
async function afterTheEnd(
  refunds: Refunds,
  outcome: OrderOutcome | undefined,
  reference: string,
  payment: Payment,
): Promise<Answer> {
  const order = { reference, ...(outcome?.orderId !== undefined && { orderId: outcome.orderId }) };
  const why = !outcome ? 'unknown_order' : lacksMoney(outcome) ? 'conflict' : 'after_the_end';
  const entries = outcome?.payments.filter(({ paymentId }) => paymentId === payment.paymentId) ?? [];
  const known = entries.length > 0 ? entries : [await refunds.owe({ ...order, ...payment, why })];
  const beyond = await oweWhatIsBeyond(refunds, order, payment, known);
  return beyond ?? (entries.some(wasApplied) ? 'applied' : 'refund_due');
}

/** Tells whether an order is sold for money that nobody has reported yet: what is reported now may be just that. */
function lacksMoney({ outcome, total = '0.00', payments }: OrderOutcome): boolean {
  return outcome === 'completed' && paid(payments.filter(wasApplied)) < toMinor(total);
}

const wasApplied = ({ became }: AccountedPayment) => became === 'applied';

/** Owes by how much a payment is reported above what is known of it; answers who reports it, unless it is the same. */
async function oweWhatIsBeyond(
  refunds: Refunds,
  order: { readonly reference: string; readonly orderId?: string },
  payment: Payment,
  known: readonly Payment[],
): Promise<'refund_due' | 'duplicate' | undefined> {
  // The first amount stands. No flag can be raised any more, so what was reported beyond it is owed until somebody has
  // found out which is true, under a name of its own: under the payment's there may be a refund already.
  const beyond = toMinor(payment.amount) - paid(known);
  if (beyond > 0) {
    const paymentId = `${payment.paymentId} as ${payment.amount}`;
    await refunds.owe({ ...order, paymentId, amount: fromMinor(beyond), why: 'conflict' });
    return 'refund_due';
  }
  return beyond < 0 ? 'duplicate' : undefined;
}

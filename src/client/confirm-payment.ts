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
import { NoOutcome, OrderNotFound, Unavailable } from './errors.js';
import { ended, translate, valid } from './failures.js';
import { readOutcome } from './outcome.js';
import type { Refunds } from './refunds.js';

const reportSchema = z.strictObject({ reference: paidReferenceSchema(), ...paymentSchema().shape });

// An update is accepted at once, unless no worker is there, ten others are in its way, or steps are being taken within the
// workflow task.
const ACCEPTED_WITHIN_MS = 5_000;

/**
 * Makes money that was taken durable: once this returns it cannot get lost. What it returns waits until it is the truth
 * where the money is, and answers that.
 */
export async function recordPayment(
  client: Client,
  refunds: Refunds,
  named: string,
  input: Payment,
): Promise<() => Promise<contract.PaymentAnswer>> {
  const { reference, ...payment } = valid(check(reportSchema, { reference: named, ...input }));
  const handle = client.workflow.getHandle(contract.orderWorkflowId(reference));
  const whenEnded = async () => ({ payment: await afterTheEnd(client, refunds, reference, payment) });
  const unlessEnded = (error: unknown) => {
    if (!ended(error)) throw translate(reference, error);
  };
  return (await beforeTheOrder()) ?? (await byUpdate()) ?? (await bySignal()) ?? (await afterwards());

  /** What was owed back before its order was there is on the list of who pays back: it must not buy tickets, too. */
  async function beforeTheOrder() {
    const standing = await refunds.owedForNoOrder(reference, payment.paymentId);
    if (!standing) return undefined;
    const answer = (await oweWhatIsBeyond(refunds, { reference }, payment, [standing])) ?? 'refund_due';
    return () => Promise.resolve({ payment: answer });
  }

  /** Makes it a fact that the order answers for; undefined where nothing answers in time, or the order has ended. */
  async function byUpdate() {
    const start = () =>
      handle.startUpdate(contract.confirmPaymentUpdate, {
        args: [payment],
        waitForStage: 'ACCEPTED',
        // The same report again gets the same answer.
        updateId: `pay-${payment.paymentId}-${payment.amount}`,
      });
    try {
      const accepted = await client.connection.withDeadline(Date.now() + ACCEPTED_WITHIN_MS, start);
      return () =>
        accepted.result().catch((error: unknown) => {
          // Only its answer may have been lost: then the order has ended with this payment in it.
          unlessEnded(error);
          return whenEnded();
        });
    } catch (error) {
      if (!(translate(reference, error) instanceof Unavailable)) unlessEnded(error);
      return undefined;
    }
  }

  /** Makes it a fact where an update cannot get through; undefined when the order has ended. */
  async function bySignal() {
    try {
      await handle.signal(contract.paymentConfirmedSignal, payment);
      return whenEnded;
    } catch (error) {
      unlessEnded(error);
      return undefined;
    }
  }

  async function afterwards() {
    const answer = await whenEnded();
    return () => Promise.resolve(answer);
  }
}

type Answer = contract.PaymentAnswer['payment'];

/** Where the money of a payment is when its order has ended: accounted for there, or owed back since. */
async function afterTheEnd(
  client: Client,
  refunds: Refunds,
  reference: string,
  payment: Payment,
): Promise<Answer> {
  const outcome = await readOutcome(client, reference).catch((error: unknown) => {
    // Terminated is as good as unknown: whatever was recorded there, nobody can say where this money is.
    if (error instanceof OrderNotFound || error instanceof NoOutcome) return undefined;
    throw error;
  });
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

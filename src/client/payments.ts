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
import { executionStatus } from './outcome.js';
import { readEnd, untilDecided } from './until-decided.js';
import { withCalls } from './with-calls.js';

const reportSchema = z.strictObject({ reference: paidReferenceSchema(), ...paymentSchema().shape });

/**
 * Reports money that was taken. It is told by a signal, which Temporal keeps from the moment that the call returns, with or
 * without a worker: an update would be kept only once the saga has taken it (decision 0018).
 */
export function createPayments(client: Client, refunds: Refunds) {
  /** Returns when it is the truth where the money is. */
  async function confirm(named: string, input: Payment): Promise<contract.PaymentAnswer> {
    const { reference, payment } = readReport(named, input);
    const owed = await oweBeforeTheOrder(reference, payment);
    if (owed) return { payment: owed };
    if (!(await tell(reference, payment))) return { payment: await whenEnded(reference, payment) };
    const decided = await untilDecided(client.workflow, reference, payment);
    if (typeof decided === 'string') return { payment: decided };
    return { payment: await afterTheEnd(refunds, decided.end, reference, payment) };
  }

  /** Returns when the money cannot get lost any more. */
  async function record(named: string, input: Payment): Promise<void> {
    const { reference, payment } = readReport(named, input);
    if (await oweBeforeTheOrder(reference, payment)) return;
    // A signal that Temporal knows is taken as sent also where the order has ended since, terminated perhaps.
    const isKept =
      (await tell(reference, payment)) && (await executionStatus(client.workflow, reference)) === 'RUNNING';
    if (!isKept) await whenEnded(reference, payment);
  }

  /** What was owed back before its order was there is on the list of who pays back: it must not buy tickets, too. */
  async function oweBeforeTheOrder(reference: string, payment: Payment): Promise<Answer | undefined> {
    const standing = await refunds.owedForNoOrder(reference, payment.paymentId);
    if (!standing) return undefined;
    return (await oweWhatIsBeyond(refunds, { reference }, payment, [standing])) ?? 'refund_due';
  }

  /** Makes it a fact that the order answers for; false when the order has ended. */
  async function tell(reference: string, payment: Payment): Promise<boolean> {
    // Of two signals with one id Temporal keeps the first alone. The SDK lets nobody choose it, as it does for an update.
    const requestId = `pay-${payment.paymentId}-${payment.amount}`;
    const once = withCalls(client.workflow, (service) => ({
      signalWorkflowExecution: (request: object) =>
        service.signalWorkflowExecution({ ...request, requestId }),
    }));
    try {
      await once
        .getHandle(contract.orderWorkflowId(reference))
        .signal(contract.paymentConfirmedSignal, payment);
      return true;
    } catch (error) {
      if (!ended(error)) throw translate(reference, error);
      return false;
    }
  }

  async function whenEnded(reference: string, payment: Payment): Promise<Answer> {
    return afterTheEnd(refunds, await readEnd(client.workflow, reference), reference, payment);
  }

  return { confirm, record };
}

function readReport(named: string, input: Payment): { reference: string; payment: Payment } {
  const { reference, ...payment } = valid(check(reportSchema, { reference: named, ...input }));
  return { reference, payment };
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

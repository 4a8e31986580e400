/** The end of a saga: every payment has its place, and every message its answer. */
import { allHandlersFinished, condition, ParentClosePolicy, startChild } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { Ending, OrderOutcome } from '../domain/outcome.js';
import type { AccountedPayment } from '../domain/payment.js';
import type { RefundDue, RefundReason } from '../domain/refund.js';
import { describeRefund, REFUND_DUE, refundWorkflowId } from './contract.js';
import type { refundDue } from './refund-due.js';
import { tellOfEnd } from './metrics.js';
import { enter } from './news.js';
import { accountFor, change, type Saga } from './saga.js';

/** Ends the saga with its outcome. A payment that comes in meanwhile is still accounted for. */
export async function close(saga: Saga, ending: Ending): Promise<OrderOutcome> {
  change(saga, { ending });
  const owed = () =>
    accountFor(saga, ending).payments.filter(
      ({ became, paymentId }) => became === 'refund_due' && !saga.refunds.includes(paymentId),
    );
  do {
    for (const payment of owed()) await startRefund(saga, payment, whyOwed(saga, ending));
    await condition(() => allHandlersFinished() || owed().length > 0);
  } while (owed().length > 0);

  const outcome = accountFor(saga, ending);
  enter(saga, 'closed', outcome.outcome);
  tellOfEnd(saga, outcome);
  if (saga.cancellation && outcome.outcome === 'canceled') throw saga.cancellation;
  return outcome;
}

/** Starts what outlives the order; one that was started already is as good. */
async function startRefund(
  saga: Saga,
  { paymentId, amount }: AccountedPayment,
  why: RefundReason,
): Promise<void> {
  const { reference } = saga.request;
  const orderId = saga.order && { orderId: saga.order.id };
  const owed: RefundDue = { reference, ...orderId, paymentId, amount, why };
  try {
    await startChild<typeof refundDue>(REFUND_DUE, {
      workflowId: refundWorkflowId(reference, paymentId),
      args: [owed],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      ...describeRefund(owed),
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  change(saga, { refunds: [...saga.refunds, paymentId] });
}

function whyOwed({ request }: Saga, { outcome }: Ending): RefundReason {
  if (outcome === 'completed') return 'excess';
  return request.payment.settlement === 'platform' ? 'claim' : 'order_ended';
}

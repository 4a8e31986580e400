import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { PaymentNotOwed } from './errors.js';
import { ended, translate, translating, valid } from './failures.js';
import { settleRefundSchema, type SettleRefund } from '../domain/messages.js';
import { check } from '../domain/problem.js';
import * as contract from '../workflows/contract.js';
import type { refundDue } from '../workflows/refund-due.js';

/** Money that the shop owes back, and since when. */
export interface OpenRefund extends contract.RefundDue {
  readonly since: Date;
}

/** What is owed back beside the orders: every open `refundDue` workflow is one entry of the list. */
export function createRefunds(client: Client, taskQueue: string) {
  /** Makes it known that money is owed, and answers what is: what was made known first under this payment stands. */
  async function owe(owed: contract.RefundDue): Promise<contract.RefundDue> {
    const workflowId = contract.refundWorkflowId(owed.reference, owed.paymentId);
    try {
      await client.workflow.start<typeof refundDue>(contract.REFUND_DUE, {
        workflowId,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        taskQueue,
        args: [owed],
        ...contract.describeRefund(owed),
      });
      return owed;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw translate(owed.reference, error);
    }
    const { memo } = await translating(owed.reference, client.workflow.getHandle(workflowId).describe());
    return memo?.[contract.REFUND_MEMO] as contract.RefundDue;
  }

  /** What was put on the list of a payment because its order was not there, if anything was. */
  async function owedForNoOrder(
    reference: string,
    paymentId: string,
  ): Promise<contract.RefundDue | undefined> {
    const handle = client.workflow.getHandle(contract.refundWorkflowId(reference, paymentId));
    try {
      const { memo } = await handle.describe();
      const owed = memo?.[contract.REFUND_MEMO] as contract.RefundDue | undefined;
      return owed?.why === 'unknown_order' ? owed : undefined;
    } catch (error) {
      if (ended(error)) return undefined;
      throw translate(reference, error);
    }
  }

  async function list(): Promise<OpenRefund[]> {
    const refunds: OpenRefund[] = [];
    const query = `WorkflowType = '${contract.REFUND_DUE}' AND ExecutionStatus = 'Running'`;
    try {
      for await (const { memo, startTime } of client.workflow.list({ query }))
        refunds.push({ ...(memo?.[contract.REFUND_MEMO] as contract.RefundDue), since: startTime });
    } catch (error) {
      throw translate('', error);
    }
    return refunds;
  }

  async function settle(
    reference: string,
    paymentId: string,
    message: SettleRefund,
  ): Promise<contract.SettledRefund> {
    const args: [SettleRefund] = [valid(check(settleRefundSchema(), message))];
    const handle = client.workflow.getHandle<typeof refundDue>(
      contract.refundWorkflowId(reference, paymentId),
    );
    try {
      return await handle.executeUpdate(contract.settleRefundUpdate, { args });
    } catch (error) {
      if (!ended(error)) throw translate(reference, error);
    }
    try {
      // Who settles it again is told how it was settled.
      return await handle.result();
    } catch (error) {
      throw ended(error) ? new PaymentNotOwed(reference, paymentId) : translate(reference, error);
    }
  }

  return { owe, owedForNoOrder, list, settle };
}

export type Refunds = ReturnType<typeof createRefunds>;

import { expect, vi } from 'vitest';
import type { PaymentDue } from '../../src/client.js';
import type { FailureType } from '../../src/domain/failure.js';
import {
  DEFAULT_TASK_QUEUE,
  ORDER_SAGA,
  orderWorkflowId,
  paymentConfirmedSignal,
} from '../../src/workflows/contract.js';
import { anOrder } from './an-order.js';
import { call } from './calls.js';
import type { Stack } from './stack.js';

const paid = { paymentId: '4711', amount: '100.00' };
const operator = { by: 'operator' };

/** Orders in trouble, in real time; each answers the reference of one. Money in them is a payment 4711. */
export function troublesOf(stack: () => Stack) {
  const handleOf = (reference: string) => stack().client.workflow.getHandle(orderWorkflowId(reference));

  async function due(fields: Parameters<typeof anOrder>[0] = {}): Promise<string> {
    const order = anOrder(fields);
    await stack().orders.place(order);
    return order.reference;
  }

  async function partPaid(): Promise<string> {
    const reference = await due();
    await stack().orders.confirmPayment(reference, { ...paid, amount: '40.00' });
    return reference;
  }

  return {
    due,

    /** It is paid, and flagged for this failure, at once in place of after five minutes. */
    async stuck(type: FailureType): Promise<string> {
      const { orders, sandbox, client } = stack();
      const order = anOrder();
      const { orderId } = (await orders.place(order)) as PaymentDue;
      sandbox.fail({ match: { ...call.complete, order: orderId }, times: 0, fault: { kind: 'hang' } });
      const handle = handleOf(order.reference);
      await handle.signal(paymentConfirmedSignal, paid);
      await vi.waitFor(
        async () => {
          const { raw } = await handle.describe();
          await client.workflowService.respondActivityTaskFailedById({
            namespace: 'default',
            workflowId: handle.workflowId,
            activityId: raw.pendingActivities![0]!.activityId!,
            failure: { message: 'of a test', applicationFailureInfo: { type, nonRetryable: true } },
          });
        },
        { timeout: 30_000, interval: 100 },
      );
      return order.reference;
    },

    async vanished(): Promise<string> {
      const { orders, sandbox } = stack();
      const order = anOrder();
      const { orderId } = (await orders.place(order)) as PaymentDue;
      await sandbox.platform.vanish(orderId);
      await orders.confirmPayment(order.reference, paid);
      return order.reference;
    },

    async reportedTwice(): Promise<string> {
      const reference = await partPaid();
      await stack().orders.confirmPayment(reference, { ...paid, amount: '60.00' });
      return reference;
    },

    async reportedMalformed(): Promise<string> {
      const reference = await due();
      await handleOf(reference).signal(paymentConfirmedSignal, { paymentId: 'p', amount: 40 } as never);
      return reference;
    },

    async paidTooLate(): Promise<string> {
      const { orders } = stack();
      const reference = await due();
      await orders.cancel(reference, operator);
      await orders.confirmPayment(reference, paid);
      const owed = async () => (await orders.refundsDue()).map((refund) => refund.reference);
      await expect.poll(owed).toContain(reference);
      return reference;
    },

    tooDear: () => due({ expectedTotal: '1.00' }),

    async terminated(): Promise<string> {
      const reference = await partPaid();
      await handleOf(reference).terminate();
      return reference;
    },

    /** Its first create is lost without effect, which nobody knows; answers once it is lost, and half a minute before it is due. */
    async losingItsCreate(): Promise<{ reference: string; due: Promise<unknown> }> {
      const { orders, sandbox } = stack();
      const order = anOrder();
      sandbox.fail({ match: call.create, fault: { kind: 'reset' } });
      const due = orders.place(order);
      await vi.waitFor(() => expect(sandbox.faults()).toMatchObject([{ applied: 1 }]), { timeout: 30_000 });
      return { reference: order.reference, due };
    },

    /** No worker is needed for it to be begun. */
    async unattended(): Promise<string> {
      const order = anOrder();
      const { reference } = order;
      await stack().client.workflow.start(ORDER_SAGA, {
        workflowId: orderWorkflowId(reference),
        taskQueue: DEFAULT_TASK_QUEUE,
        args: [order],
      });
      return reference;
    },
  };
}

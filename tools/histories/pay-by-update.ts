import type { WorkflowHandle } from '@temporalio/client';
import type { Payment } from '../../src/client.js';
import { confirmPaymentUpdate, type PaymentAnswer } from '../../src/workflows/contract.js';

/** Reports a payment by the update, as one may who does not use our client, and answers what the saga answers. */
export function payByUpdate(workflow: WorkflowHandle, payment: Payment): Promise<PaymentAnswer> {
  return workflow.executeUpdate(confirmPaymentUpdate, { args: [payment], updateId: updateIdOf(payment) });
}

export const updateIdOf = ({ paymentId, amount }: Payment): string => `pay-${paymentId}-${amount}`;

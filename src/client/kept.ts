import type { WorkflowClient } from '@temporalio/client';
import type { OrderOutcome } from '../domain/outcome.js';
import * as contract from '../workflows/contract.js';
import type { orderSaga } from '../workflows/order-saga.js';
import { translating } from './failures.js';

/**
 * Reads how an order ended from what Temporal itself keeps: the version of the worker that could tell may be gone for
 * good. Undefined when it has not ended, or not by itself.
 */
export async function readKeptOutcome(
  workflows: WorkflowClient,
  reference: string,
): Promise<OrderOutcome | undefined> {
  const handle = workflows.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));
  const { status, typedSearchAttributes } = await translating(reference, handle.describe());
  if (status.name === 'COMPLETED') return handle.result();
  if (status.name !== 'CANCELLED') return undefined;
  // It leaves no result. But only without money does an order end so.
  const orderId = typedSearchAttributes.get(contract.searchAttribute.upstreamOrderId);
  return {
    outcome: 'canceled',
    reason: 'called_off',
    decidedBy: 'operator',
    reference,
    ...(orderId !== undefined && { orderId }),
    payments: [],
  };
}

import type { Client } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { OrderOutcome } from '../domain/outcome.js';
import * as contract from '../workflows/contract.js';
import type { orderSaga } from '../workflows/order-saga.js';
import { NoOutcome } from './errors.js';
import { translate, translating } from './failures.js';

/** Waits for the end of the order, and reads how it ended. */
export async function readOutcome(client: Client, reference: string): Promise<OrderOutcome> {
  const handle = client.workflow.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));
  try {
    return await handle.result();
  } catch (error) {
    const failed = translate(reference, error);
    if (!(failed instanceof NoOutcome && failed.cause instanceof CancelledFailure)) throw failed;
    // Temporal's own cancellation leaves no result, but the workflow still answers.
    const { outcome } = await translating(reference, handle.query(contract.orderStatusQuery));
    if (!outcome) throw failed;
    return outcome;
  }
}

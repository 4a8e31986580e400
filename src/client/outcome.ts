import type { WorkflowClient } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import type { OrderOutcome } from '../domain/outcome.js';
import * as contract from '../workflows/contract.js';
import type { orderSaga } from '../workflows/order-saga.js';
import { NoOutcome, Unavailable } from './errors.js';
import { translate } from './failures.js';
import { readKeptOutcome } from './kept.js';

/** Waits for the end of the order, and reads how it ended. */
export async function readOutcome(workflows: WorkflowClient, reference: string): Promise<OrderOutcome> {
  const handle = workflows.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));
  try {
    return await handle.result();
  } catch (error) {
    const failed = translate(reference, error);
    if (!(failed instanceof NoOutcome && failed.cause instanceof CancelledFailure)) throw failed;
    // Temporal's own cancellation leaves no result, but the workflow still answers.
    const answered = handle.query(contract.orderStatusQuery).then(({ outcome }) => outcome);
    const outcome = await answered.catch((silence: unknown) => {
      const unanswered = translate(reference, silence);
      if (unanswered instanceof Unavailable) return readKeptOutcome(workflows, reference);
      throw unanswered;
    });
    if (!outcome) throw failed;
    return outcome;
  }
}

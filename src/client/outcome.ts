import type { WorkflowClient } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure } from '@temporalio/common';
import type { OrderOutcome } from '../domain/outcome.js';
import * as contract from '../workflows/contract.js';
import type { orderSaga } from '../workflows/order-saga.js';
import { NoOutcome, Unavailable } from './errors.js';
import { translate, translating } from './failures.js';
import { readKeptOutcome } from './kept.js';

/** Waits for the end of the order, and reads how it ended. */
export async function readOutcome(workflows: WorkflowClient, reference: string): Promise<OrderOutcome> {
  const handle = workflows.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));
  try {
    return await handle.result();
  } catch (error) {
    const failed = translate(reference, error);
    if (!(failed instanceof NoOutcome)) throw failed;
    if (failed.cause instanceof TerminatedFailure && (await wasReset(workflows, reference)))
      return readOutcome(workflows, reference);
    if (!(failed.cause instanceof CancelledFailure)) throw failed;
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

/** An order that was reset goes on in another run than the one that was terminated for it. */
async function wasReset(workflows: WorkflowClient, reference: string): Promise<boolean> {
  return (await executionStatus(workflows, reference)) !== 'TERMINATED';
}

/** Temporal's own word for how the newest run of an order stands. */
export async function executionStatus(workflows: WorkflowClient, reference: string) {
  const handle = workflows.getHandle(contract.orderWorkflowId(reference));
  return (await translating(reference, handle.describe())).status.name;
}

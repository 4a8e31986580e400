import { QueryRejectedError, WorkflowClient, type Client } from '@temporalio/client';
import * as contract from '../workflows/contract.js';
import { Unavailable } from './errors.js';
import { translate, translating } from './failures.js';
import { readKeptOutcome } from './kept.js';
import { readOutcome } from './outcome.js';

/** Makes the call that asks how an order stands. A workflow that did not end by itself would still answer as if it went on. */
export function createStatus(client: Client): (reference: string) => Promise<contract.OrderStatus> {
  const { options } = client.workflow;
  const cautious = new WorkflowClient({ ...options, queryRejectCondition: 'NOT_COMPLETED_CLEANLY' });
  const ask = (workflows: WorkflowClient, reference: string) =>
    workflows.getHandle(contract.orderWorkflowId(reference)).query(contract.orderStatusQuery);

  return async function status(reference) {
    try {
      return await askCarefully(reference);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      const outcome = await readKeptOutcome(client.workflow, reference).catch(() => undefined);
      if (!outcome) throw error;
      const payments = outcome.payments.map(({ paymentId, amount }) => ({ paymentId, amount }));
      return { reference, phase: 'closed', payments, outcome };
    }
  };

  async function askCarefully(reference: string): Promise<contract.OrderStatus> {
    try {
      return await ask(cautious, reference);
    } catch (error) {
      if (!(error instanceof QueryRejectedError)) throw translate(reference, error);
      // Canceled by Temporal an order has an outcome all the same; terminated or failed it has none, and this throws.
      await readOutcome(client.workflow, reference);
      return translating(reference, ask(client.workflow, reference));
    }
  }
}

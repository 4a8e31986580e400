import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import { orderRequest, payment, type Variant, type VariantName } from './variant.js';

/** The workflows that ours is compared with, started and paid by the least that Temporal's client needs for it. */
export function createCompared(
  client: Client,
  name: Exclude<VariantName, 'ours'>,
  taskQueue: string,
): Variant {
  const workflowId = (reference: string) => `${name}-${reference}`;
  const start = (reference: string) =>
    ({ workflowId: workflowId(reference), taskQueue, args: [orderRequest(reference)] }) as const;
  const result = (reference: string) => client.workflow.result(workflowId(reference));

  if (name === 'empty')
    return {
      workflowId,
      place: async (reference) => void (await client.workflow.start(name, start(reference))),
      pay: async (reference) => void (await result(reference)),
    };
  return {
    workflowId,
    async place(reference) {
      const startWorkflowOperation = new WithStartWorkflowOperation(name, {
        ...start(reference),
        workflowIdConflictPolicy: 'FAIL',
      });
      await client.workflow.executeUpdateWithStart('paymentDue', { startWorkflowOperation, args: [] });
    },
    async pay(reference) {
      await client.workflow.getHandle(workflowId(reference)).signal('paid', payment);
      await result(reference);
    },
  };
}

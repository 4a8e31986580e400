import { expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { asked } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

const system = useSplitStack();

it('finds its order again when the workflow is reset to before the create', async () => {
  const { aDueOrder, client, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();
  const { runId } = await handleOf(reference).describe();

  await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: orderWorkflowId(reference), runId },
    // Of the first workflow task, which schedules the create.
    workflowTaskFinishEventId: 4 as never,
    requestId: reference,
    reason: 'a test',
  });
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(1);
});

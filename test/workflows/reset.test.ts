import { expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { untilRecorded } from '../../tools/histories/pending.js';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// Whatever the state of an order, a workflow that is reset to before the create looks for it first.

const system = useSplitStack();

/** Resets to before the create; what was told to the order since is told to it again. */
async function reset(reference: string): Promise<void> {
  const { client, handleOf } = system();
  const { runId } = await handleOf(reference).describe();
  await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: orderWorkflowId(reference), runId },
    // Of the first workflow task, which schedules the create.
    workflowTaskFinishEventId: 4 as never,
    requestId: reference,
    reason: 'a test',
  });
}

/** How the orders stand that the platform has for this reference. */
async function statesOf(reference: string): Promise<string[]> {
  const all = await system().sandbox.orders();
  return all.filter(({ payment }) => payment.success_url?.includes(reference)).map(({ status }) => status);
}

it('finds its order again when the workflow is reset to before the create', async () => {
  const { aDueOrder, orders } = system();
  const reference = await aDueOrder();

  await reset(reference);
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(await statesOf(reference)).toEqual(['done']);
});

it('keeps the payments of its order when it is reset', async () => {
  const { aDueOrder, orders } = system();
  const reference = await aDueOrder();
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '40.00' });

  await reset(reference);
  await orders.confirmPayment(reference, { paymentId: 'p-2', amount: '60.00' });

  const payments = [
    { paymentId: 'p-1', amount: '40.00', became: 'applied' },
    { paymentId: 'p-2', amount: '60.00', became: 'applied' },
  ];
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', payments });
  expect(await statesOf(reference)).toEqual(['done']);
});

it('tells where the money is that was waited for when it is reset, and owes none of it', async () => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const answer = orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });
  await untilRecorded(handleOf(reference), 'activityTaskScheduled', 2);

  await reset(reference);
  sandbox.clearFaults();

  expect(await answer).toEqual({ payment: 'applied' });
  expect((await orders.refundsDue()).filter((refund) => refund.reference === reference)).toEqual([]);
});

it('ends as before when it is reset after its order was completed', async () => {
  const { aDueOrder, orders } = system();
  const reference = await aDueOrder();
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });
  const before = await orders.outcome(reference);

  await reset(reference);

  expect(await orders.outcome(reference)).toEqual(before);
  expect(await statesOf(reference)).toEqual(['done']);
});

it('makes no other order when it is reset after its order was called off', async () => {
  const { aDueOrder, orders } = system();
  const reference = await aDueOrder();
  await orders.cancel(reference, { by: 'customer' });
  await orders.outcome(reference);

  await reset(reference);

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'canceled', decidedBy: 'customer' });
  expect(await statesOf(reference)).toEqual(['canceled']);
});

import { expect, it, onTestFinished, vi } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { untilRecorded } from '../../tools/histories/pending.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// Whatever the state of an order, a workflow that is reset to before the create looks for it first.

const system = useSplitStack();
// Three looks, after 5, 10 and 15 s, and one more.
const slow = { timeout: 90_000, interval: 200 };

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

it('buys nothing more when it is reset after its order was lost with money in it', async () => {
  const { aDueOrder, orders, sandbox } = system();
  const reference = await aDueOrder();
  await sandbox.platform.expire((await orders.status(reference)).order!.id);
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });
  const before = await orders.outcome(reference);

  await reset(reference);

  expect(before).toMatchObject({ outcome: 'refund_required' });
  expect(await orders.outcome(reference)).toEqual(before);
  expect(await statesOf(reference)).toEqual(['expired']);
});

it('waits for a list that cannot be read before it makes an order that may be there', slow, async () => {
  const { aDueOrder, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.look, times: 0, fault: { kind: 'status', status: 401 } });

  await reset(reference);
  await vi.waitUntil(async () => (await orders.status(reference)).attention === 'wrong_key', slow);
  expect((await orders.status(reference)).trouble).toContain('401');
  sandbox.clearFaults();
  await vi.waitUntil(async () => (await orders.status(reference)).payBefore, slow);
  expect((await orders.status(reference)).attention).toBeUndefined();
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(await statesOf(reference)).toEqual(['done']);
});

it(
  'can be called off while it waits for a list, and says that it may have left an order behind',
  slow,
  async () => {
    const { aDueOrder, orders, sandbox } = system();
    const reference = await aDueOrder();
    sandbox.fail({ match: call.look, times: 0, fault: { kind: 'status', status: 401 } });
    onTestFinished(() => sandbox.clearFaults());

    await reset(reference);
    await vi.waitUntil(async () => (await orders.status(reference)).attention === 'wrong_key', slow);
    await orders.cancel(reference, { by: 'customer' });

    const { attention, possibleOrphans, outcome } = await orders.status(reference);
    expect({ attention, possibleOrphans }).toEqual({ attention: undefined, possibleOrphans: 1 });
    expect(outcome).toMatchObject({ outcome: 'canceled' });
  },
);

it('tells who waits for the end of the run that goes on', async () => {
  const { aDueOrder, orders } = system();
  const reference = await aDueOrder();
  const end = orders.outcome(reference);

  await reset(reference);
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await end).toMatchObject({ outcome: 'completed' });
});

it('tells who waits for it how to pay, though it is reset meanwhile', async () => {
  const { handleOf, orders, sandbox } = system();
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, times: 0, fault: { kind: 'status', status: 500 } });
  const due = orders.place(order);
  await vi.waitUntil(() => orders.status(order.reference).catch(() => undefined), slow);
  await untilRecorded(handleOf(order.reference), 'activityTaskScheduled', 2);

  await reset(order.reference);
  sandbox.clearFaults();

  expect(await due).toMatchObject({ total: '100.00', payBefore: expect.any(String) as string });
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

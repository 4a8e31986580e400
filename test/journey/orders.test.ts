import { beforeAll, expect, it, vi } from 'vitest';
import type { OrderRequest, PaymentDue } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder, event } from '../support/an-order.js';
import { deedsOf } from '../support/deeds-of.js';
import { useStack } from '../support/stack.js';

// The whole system in real time: a dev server, the worker's program, a platform, and the client of a shop.

const stack = useStack();
beforeAll(() => stack().startWorker());

/** Brings an order all the way to its end. */
async function payFor(order: OrderRequest) {
  const { orders } = stack();
  const { total } = (await orders.place(order)) as PaymentDue;
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: total });
  return orders.outcome(order.reference);
}

const upstreamOrder = async (id: string | undefined) =>
  (await stack().sandbox.orders()).find((order) => order.id === id);

it('completes an order that is paid', async () => {
  const { outcome, orderId, payments } = await payFor(anOrder({ tickets: 2 }));

  expect(outcome).toBe('completed');
  expect(payments).toEqual([{ paymentId: 'p-1', amount: '200.00', became: 'applied' }]);
  expect((await upstreamOrder(orderId))?.status).toBe('done');
});

it('releases an order that nobody pays within its window', async () => {
  const { orders } = stack();
  const order = anOrder({ paymentWindow: '1 second' });

  await orders.place(order);
  const { outcome, decidedBy, orderId } = await orders.outcome(order.reference);

  expect([outcome, decidedBy]).toEqual(['expired', 'deadline']);
  expect((await upstreamOrder(orderId))?.status).toBe('canceled');
});

it('tells the story of the order by the names of its activities', async () => {
  const order = anOrder();
  await payFor(order);

  const workflow = stack().client.workflow.getHandle(orderWorkflowId(order.reference));

  expect(deedsOf(await workflow.fetchHistory())).toEqual([
    'createOrder',
    'setPaymentSystem',
    'setInProgress',
    'completeOrder',
  ]);
});

it('answers who begins an order by one call, and looks at the order for who comes later', async () => {
  const { client, orders } = stack();
  const looks = vi.spyOn(client.workflowService, 'describeWorkflowExecution');
  const order = anOrder();

  const due = await orders.place(order);
  expect(looks).not.toHaveBeenCalled();

  expect(await orders.place(order)).toEqual(due);
  expect(looks).toHaveBeenCalledOnce();
});

it('gives a reference that two customers ask for at once to one of them', async () => {
  const { orders } = stack();
  const { reference } = anOrder();
  const ask = (email: string) => orders.place(anOrder({ reference, customer: { email } }));

  const answers = await Promise.allSettled([ask('one@example.com'), ask('other@example.com')]);

  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(answers).toContainEqual(
    expect.objectContaining({ reason: expect.objectContaining({ code: 'reference_taken' }) }),
  );
});

// A real server keeps the answer of an update beyond the end of the workflow: that must not be what is given.
it('answers with the outcome when an order is placed again after its end', async () => {
  const order = anOrder();
  const outcome = await payFor(order);

  expect(await stack().orders.place(order)).toEqual(outcome);
});

it('refuses another request under the reference of an order that has ended', async () => {
  const order = anOrder();
  await payFor(order);

  const again = stack().orders.place(anOrder({ reference: order.reference, tickets: 2 }));

  await expect(again).rejects.toMatchObject({ code: 'reference_taken' });
});

it('lets an order that has ended be found by its search attributes', async () => {
  const order = anOrder();
  const { orderId, number } = await payFor(order);
  const query = `OrderPhase = 'closed' AND OrderOutcome = 'completed' AND EventId = '${event}'
    AND UpstreamOrderId = '${orderId}' AND UpstreamOrderNumber = '${number}'`;

  await vi.waitFor(
    async () => {
      const found = [];
      for await (const { workflowId } of stack().client.workflow.list({ query })) found.push(workflowId);
      expect(found).toEqual([orderWorkflowId(order.reference)]);
    },
    { timeout: 20_000, interval: 50 },
  );
});

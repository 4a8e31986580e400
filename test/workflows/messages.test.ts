import { describe, expect, it } from 'vitest';
import { cancelOrderUpdate, orderWorkflowId, paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '100.00' };

describe('place', () => {
  it('names every field that is wrong, and starts nothing', async () => {
    const { orders, sandbox } = await openShop(env());
    const order = { ...anOrder({ expectedTotal: 'cheap' }), event: 'tonight', paymentWindow: 'a while' };

    await expect(orders.place(order)).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ field: 'event' }, { field: 'paymentWindow' }, { field: 'expectedTotal' }],
    });
    await expect(orders.status(order.reference)).rejects.toMatchObject({ code: 'order_not_found' });
    expect(asked(sandbox)).toEqual([]);
  });

  it('gives all who ask for the same the same answer, for one order', async () => {
    const { orders, sandbox } = await openShop(env());
    const order = anOrder();

    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => orders.place(order)));

    expect(first).toHaveProperty('payBefore');
    for (const other of others) expect(other).toEqual(first);
    expect(await orders.place({ ...order, allOrNothing: true })).toEqual(first);
    expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(1);
  });

  it('gives the outcome once the order has ended, and starts no second order', async () => {
    const { orders, sandbox } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    await orders.cancel(order.reference, { by: 'customer' });

    expect(await orders.place(order)).toMatchObject({ outcome: 'canceled' });
    expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(1);
  });

  it('refuses another request under the same reference, before and after the end', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    const another = anOrder({ reference: order.reference, tickets: 2 });
    await orders.place(order);

    const refusal = { code: 'reference_taken', differing: ['random'] };
    await expect(orders.place(another)).rejects.toMatchObject(refusal);
    await orders.cancel(order.reference, { by: 'customer' });
    await expect(orders.place(another)).rejects.toMatchObject(refusal);
  });
});

describe('confirmPayment', () => {
  it('refuses what is no payment, and names the field', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    await orders.place(order);

    const free = orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '0.00' });

    await expect(free).rejects.toMatchObject({ problems: [{ field: 'amount' }] });
  });

  it('adds payments up until they reach the total', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    await orders.place(order);

    const half = await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });
    const rest = await orders.confirmPayment(order.reference, { paymentId: 'p-2', amount: '60.00' });

    expect([half, rest]).toEqual([{ payment: 'part_paid' }, { payment: 'applied' }]);
  });

  it('keeps a payment that comes before the payment is due, and applies it then', async () => {
    const { orders, start } = await openShop(env());
    const order = anOrder();

    await start(order, payment);

    expect(await orders.outcome(order.reference)).toMatchObject({
      outcome: 'completed',
      payments: [{ ...payment, became: 'applied' }],
    });
  });

  it('gives the same answer again after the end', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    await orders.confirmPayment(order.reference, payment);
    await orders.outcome(order.reference);

    expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'applied' });
  });

  it('as a signal survives a payment that is none', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    const handle = env().client.workflow.getHandle(`order-${order.reference}`);

    await handle.signal(paymentConfirmedSignal, { paymentId: 'p-1', amount: 100 } as never);
    await handle.signal(paymentConfirmedSignal, payment);

    expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
  });
});

describe('cancel', () => {
  it('is refused once the order is paid', async () => {
    const { orders } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    await orders.confirmPayment(order.reference, payment);

    await expect(orders.cancel(order.reference, { by: 'customer' })).rejects.toMatchObject({
      code: 'already_paid',
    });
  });

  it('ends the order at the next step when it comes before the payment is due', async () => {
    const { orders, sandbox } = await openShop(env());
    const order = anOrder();

    const handle = env().client.workflow.getHandle(orderWorkflowId(order.reference));
    sandbox.meanwhile(call.create, 'after', async () => {
      // Accepted, it is recorded before the create has its answer.
      await handle.startUpdate(cancelOrderUpdate, { args: [{ by: 'customer' }], waitForStage: 'ACCEPTED' });
    });

    expect(await orders.place(order)).toMatchObject({ outcome: 'canceled' });
    expect((await sandbox.orders())[0]?.status).toBe('canceled');
  });

  it("by Temporal's own cancellation ends the workflow as Canceled, with the tickets released", async () => {
    const { orders, sandbox } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    const handle = env().client.workflow.getHandle(`order-${order.reference}`);

    await handle.cancel();
    await expect(handle.result()).rejects.toThrow('cancel');

    expect((await handle.describe()).status.name).toBe('CANCELLED');
    expect(await orders.outcome(order.reference)).toMatchObject({
      outcome: 'canceled',
      decidedBy: 'operator',
    });
    expect((await sandbox.orders())[0]?.status).toBe('canceled');
  });

  it("by Temporal's own cancellation does not stop an order that is paid", async () => {
    const { orders, sandbox } = await openShop(env());
    const order = anOrder();
    await orders.place(order);
    const handle = env().client.workflow.getHandle(`order-${order.reference}`);

    sandbox.meanwhile(call.complete, 'before', () => handle.cancel());
    const answer = await orders.confirmPayment(order.reference, payment);

    expect(answer).toEqual({ payment: 'applied' });
    expect(await handle.result()).toMatchObject({ outcome: 'completed' });
  });
});

it('fails at once, sending nothing, when the workflow is started with something that is no request', async () => {
  const { sandbox, taskQueue } = await openShop(env());

  const run = env().client.workflow.execute('orderSaga', {
    workflowId: `order-${anOrder().reference}`,
    taskQueue,
    args: [{ event: 'tonight' }],
  });

  await expect(run).rejects.toMatchObject({ cause: { type: 'InvalidRequest' } });
  expect(asked(sandbox)).toEqual([]);
});

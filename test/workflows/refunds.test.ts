import { Runtime } from '@temporalio/worker';
import { expect, it, onTestFinished, vi } from 'vitest';
import { orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime('test');
const payment = { paymentId: 'p-1', amount: '100.00' };
const settled = { by: 'Anna', note: 'sent back' };

it('is owed for money that comes in after the end, until somebody settles it', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.cancel(order.reference, { by: 'customer' });
  await orders.outcome(order.reference);

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'refund_due' });
  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'refund_due' });

  expect(await orders.settleRefund(order.reference, 'p-1', settled)).toMatchObject({
    reference: order.reference,
    ...payment,
    why: 'after_the_end',
    ...settled,
  });
});

it('stays owed when its workflow is cancelled', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, payment);
  const refund = env().client.workflow.getHandle(refundWorkflowId(reference, 'p-1'));

  await refund.cancel();
  await env().sleep('2 days');

  expect((await refund.describe()).status.name).toBe('RUNNING');
  expect(await orders.settleRefund(reference, 'p-1', settled)).toMatchObject({ ...payment, ...settled });
  expect((await refund.describe()).status.name).toBe('COMPLETED');
});

it('is owed for an excess, which is split from what the order takes', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '130.00' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'completed',
    payments: [
      { paymentId: 'p-1', amount: '100.00', became: 'applied' },
      { paymentId: 'p-1', amount: '30.00', became: 'refund_due' },
    ],
  });
  const refund = await orders.settleRefund(order.reference, 'p-1', settled);
  expect(refund).toMatchObject({ amount: '30.00', why: 'excess' });
});

it('is owed for a part that was paid when the rest does not come', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    reason: 'deadline',
  });
  expect(await orders.settleRefund(order.reference, 'p-1', settled)).toMatchObject({
    amount: '40.00',
    why: 'order_ended',
  });
});

it('is owed for a part that was paid, and named in the result, when Temporal cancels the order', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });
  const handle = env().client.workflow.getHandle(orderWorkflowId(order.reference));

  await handle.cancel();

  expect(await handle.result()).toMatchObject({
    outcome: 'refund_required',
    reason: 'called_off',
    decidedBy: 'operator',
    payments: [{ paymentId: 'p-1', amount: '40.00', became: 'refund_due' }],
  });
});

it('is owed as a claim when the platform expires an order that was said to be paid on its page', async () => {
  const { orders, until } = await openShop(env());
  const paidOnThePage = { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' };
  const order = anOrder({ payment: paidOnThePage });
  await orders.place(order);

  const answer = orders.confirmPayment(order.reference, payment);
  await until(order.reference, ({ payments }) => payments.length > 0);
  await orders.outcome(order.reference);

  expect(await answer).toEqual({ payment: 'refund_due' });
  expect(await orders.settleRefund(order.reference, 'p-1', settled)).toMatchObject({ why: 'claim' });
});

it('is owed for money with a reference that nobody knows', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();

  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'refund_due' });

  expect(await orders.settleRefund(reference, 'p-1', settled)).toMatchObject({ why: 'unknown_order' });
});

it('reminds every day until it is settled', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, payment);
  const handle = env().client.workflow.getHandle(refundWorkflowId(reference, 'p-1'));

  await env().sleep('50 hours');

  const { searchAttributes } = await handle.describe();
  expect(searchAttributes['NeedsAttention']).toEqual(['refund_overdue']);
  await orders.settleRefund(reference, 'p-1', settled);
  expect(await handle.result()).toMatchObject(settled);
});

it('reminds in the log of the worker every day', async () => {
  const warned = vi.spyOn(Runtime.instance().logger, 'warn');
  onTestFinished(() => warned.mockRestore());
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, payment);
  const workflowId = refundWorkflowId(reference, 'p-1');

  await env().sleep('50 hours');

  const reminders = () => warned.mock.calls.filter(([, meta]) => meta?.['workflowId'] === workflowId);
  await expect.poll(reminders).toHaveLength(2);
});

it('tells who settles it again how it was settled, and that nothing is owed where nothing is', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, payment);
  await orders.settleRefund(reference, 'p-1', settled);

  const again = await orders.settleRefund(reference, 'p-1', { by: 'Boris', note: 'me too' });

  expect(again).toMatchObject(settled);
  await expect(orders.settleRefund(reference, 'p-2', settled)).rejects.toMatchObject({
    code: 'payment_not_owed',
  });
});

it('is owed for money that came before its order, which that money does not pay then', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  const { reference } = order;
  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'refund_due' });

  await orders.place(order);
  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'refund_due' });
  expect((await orders.status(reference)).payments).toEqual([]);

  expect(await orders.confirmPayment(reference, { ...payment, paymentId: 'p-2' })).toEqual({
    payment: 'applied',
  });
});

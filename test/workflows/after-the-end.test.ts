import { WorkflowNotFoundError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { orderWorkflowId, paymentConfirmedSignal, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// What the client answers about an order that has ended. A refund that is left open is why each has a server of its own.

const env = useSkippedTime('test');
const payment = { paymentId: 'p-1', amount: '100.00' };

async function aPaidOrder() {
  const { orders } = await openShop(env());
  const order = anOrder();
  const { reference } = order;
  await orders.place(order);
  await orders.confirmPayment(reference, payment);
  await orders.outcome(reference);
  return { orders, order, reference };
}

it('lets a decline be reported, which changes nothing', async () => {
  const { orders, reference } = await aPaidOrder();
  const before = await orders.status(reference);

  await orders.paymentFailed(reference, { reason: 'card expired', paymentId: 'p-2' });

  expect(await orders.status(reference)).toEqual(before);
});

it('does not take a decline for an order that nobody knows', async () => {
  const { orders } = await openShop(env());

  const declined = orders.paymentFailed(anOrder().reference, { reason: 'card expired' });

  await expect(declined).rejects.toMatchObject({ code: 'order_not_found' });
});

it('refuses a signal past the client, which cannot make it durable: that is what confirmPayment is for', async () => {
  const { orders, reference } = await aPaidOrder();
  const before = await orders.status(reference);
  const late = { paymentId: 'p-2', amount: '10.00' };

  const signal = env()
    .client.workflow.getHandle(orderWorkflowId(reference))
    .signal(paymentConfirmedSignal, late);

  await expect(signal).rejects.toThrow(WorkflowNotFoundError);
  expect(await orders.status(reference)).toEqual(before);
  expect(await orders.confirmPayment(reference, late)).toEqual({ payment: 'refund_due' });
});

it.each([
  ['the first payment', []],
  ['the rest of the money', [{ paymentId: 'p-0', amount: '60.00' }]],
])('has somebody find out when %s comes of an order that is done all the same', async (_, before) => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  for (const part of before) await orders.confirmPayment(order.reference, part);
  sandbox.meanwhile(call.look, 'before', ({ orderId }) => sandbox.platform.pay(orderId!));
  const payments = before.map((part) => ({ ...part, became: 'applied' }));
  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed', payments });

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'refund_due' });

  const refund = env().client.workflow.getHandle(refundWorkflowId(order.reference, payment.paymentId));
  expect((await refund.describe()).memo).toMatchObject({ refund: { ...payment, why: 'conflict' } });
});

it('owes what a payment is reported with beyond its first amount, until somebody has found out', async () => {
  const { orders, reference } = await aPaidOrder();

  const more = await orders.confirmPayment(reference, { ...payment, amount: '130.00' });

  expect(more).toEqual({ payment: 'refund_due' });
  expect(await orders.outcome(reference)).toMatchObject({ payments: [{ ...payment, became: 'applied' }] });
  const settled = await orders.settleRefund(reference, 'p-1 as 130.00', {
    by: 'Anna',
    note: 'a typing error',
  });
  expect(settled).toMatchObject({ amount: '30.00', why: 'conflict' });
});

it('owes it also where the first amount is owed back already', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, payment);

  await orders.confirmPayment(reference, { ...payment, amount: '130.00' });

  const settled = { by: 'Anna', note: 'sent back' };
  expect(await orders.settleRefund(reference, 'p-1', settled)).toMatchObject(payment);
  expect(await orders.settleRefund(reference, 'p-1 as 130.00', settled)).toMatchObject({ amount: '30.00' });
});

it('calls a payment that is reported with less than before a duplicate, and the first amount stands', async () => {
  const { orders, reference } = await aPaidOrder();

  const less = await orders.confirmPayment(reference, { ...payment, amount: '60.00' });

  expect(less).toEqual({ payment: 'duplicate' });
  expect(await orders.outcome(reference)).toMatchObject({ payments: [payment] });
});

async function aTerminatedOrder() {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await env().client.workflow.getHandle(orderWorkflowId(order.reference)).terminate('by mistake');
  return { orders, order, reference: order.reference };
}

it('says that an order which was terminated has no outcome, and where to look', async () => {
  const { orders, order, reference } = await aTerminatedOrder();

  await expect(orders.place(order)).rejects.toMatchObject({
    code: 'no_outcome',
    message: `order ${reference} ended without an outcome: look at workflow order-${reference} and at the platform`,
  });
  await expect(orders.outcome(reference)).rejects.toMatchObject({ code: 'no_outcome' });
  await expect(orders.cancel(reference, { by: 'Anna' })).rejects.toMatchObject({ code: 'no_outcome' });
  await expect(orders.status(reference)).rejects.toMatchObject({ code: 'no_outcome' });
});

it('owes money that is reported for an order which was terminated', async () => {
  const { orders, reference } = await aTerminatedOrder();

  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'refund_due' });

  const settled = await orders.settleRefund(reference, 'p-1', { by: 'Anna', note: 'sent back' });
  expect(settled).toMatchObject({ ...payment, why: 'unknown_order' });
});

it.each(['', 'A\n1', 'x'.repeat(101)])(
  'owes nothing under a reference that no list could show: %j',
  async (reference) => {
    const { orders } = await openShop(env());
    await expect(orders.confirmPayment(reference, payment)).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ field: 'reference' }],
    });
  },
);

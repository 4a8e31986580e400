import { expect, it } from 'vitest';
import type { PaymentDue } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { useGateway } from '../support/gateway.js';
import { sendersTo } from '../support/senders.js';

const stack = useGateway();

const paid = (reference: string) =>
  stack().orders.confirmPayment(reference, { paymentId: `p-${reference}`, amount: '100.00' });

it('leaves the id of the request with the cancel in the history, where an operator finds it', async () => {
  const { reference } = anOrder();
  await stack().gateway.place(anOrder({ reference }));
  const { headers } = await stack().gateway.call('POST', `/orders/${reference}/cancel`, { by: 'customer' });

  expect(await sendersTo(stack().client, reference)).toContainEqual({
    message: 'cancelOrder',
    identity: expect.stringMatching(new RegExp(` request ${headers.get('x-request-id')}$`)) as string,
  });
});

it('tells how an order stands', async () => {
  const order = anOrder();
  await stack().gateway.place(order);
  const { status, body } = await stack().gateway.call('GET', `/orders/${order.reference}`);

  expect(status).toBe(200);
  expect(body).toEqual(await stack().orders.status(order.reference));
});

it('knows no order that was not placed', async () => {
  const unknown = await stack().gateway.call('GET', '/orders/nobody');
  const calledOff = await stack().gateway.call('POST', '/orders/nobody/cancel', { by: 'customer' });

  for (const { status, body } of [unknown, calledOff])
    expect([status, body]).toEqual([404, expect.objectContaining({ code: 'order_not_found' })]);
});

it('calls an order off, as often as it is asked to', async () => {
  const order = anOrder();
  await stack().gateway.place(order);
  const callOff = () => stack().gateway.call('POST', `/orders/${order.reference}/cancel`, { by: 'customer' });

  const [first, again] = [await callOff(), await callOff()];
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(first.body).toMatchObject({ outcome: 'canceled', decidedBy: 'customer' });
  expect([first.body, again.body]).toEqual(Array(2).fill(await stack().orders.outcome(order.reference)));
});

it('does not say that an order is called off which owes money back', async () => {
  const { orders, gateway, sandbox } = stack();
  const order = anOrder();
  const { orderId } = (await orders.place(order)) as PaymentDue;
  await sandbox.platform.cancel(orderId);
  await orders.confirmPayment(order.reference, { paymentId: `p-${order.reference}`, amount: '100.00' });
  const { status, body } = await gateway.call('POST', `/orders/${order.reference}/cancel`, {
    by: 'customer',
  });

  expect(status).toBe(200);
  expect(body).toMatchObject({ outcome: 'refund_required', payments: [{ became: 'refund_due' }] });
});

it('says of an order that was terminated that nothing more can be said', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  await stack().client.workflow.getHandle(orderWorkflowId(order.reference)).terminate();
  const { gateway } = stack();
  const path = `/orders/${order.reference}`;

  for (const asked of [
    gateway.call('GET', path),
    gateway.call('GET', `${path}/events`),
    gateway.call('POST', `${path}/cancel`, { by: 'customer' }),
    gateway.place(order),
  ])
    expect(await asked).toMatchObject({ status: 410, body: { code: 'no_outcome' } });
});

it('does not call off what is paid', async () => {
  const order = anOrder();
  await stack().gateway.place(order);
  await paid(order.reference);

  expect(
    await stack().gateway.call('POST', `/orders/${order.reference}/cancel`, { by: 'customer' }),
  ).toMatchObject({ status: 409, body: { code: 'already_paid' } });
});

it('lists what is owed back until it is settled', async () => {
  const { reference } = anOrder();
  const owed = async () => {
    const { body } = await stack().gateway.call('GET', '/refunds');
    return (body as { refunds: { reference: string }[] }).refunds.filter(
      (one) => one.reference === reference,
    );
  };
  await paid(reference);
  await expect
    .poll(owed)
    .toEqual([
      expect.objectContaining({ paymentId: `p-${reference}`, amount: '100.00', why: 'unknown_order' }),
    ]);

  await stack().orders.settleRefund(reference, `p-${reference}`, { by: 'accounting', note: 'sent back' });
  await expect.poll(owed).toEqual([]);
});

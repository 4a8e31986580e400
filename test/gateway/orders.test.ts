import { expect, it } from 'vitest';
import { documentedCatalogue } from '../../sandbox/catalogue.js';
import type { OrderView } from '../../sandbox/sandbox.js';
import type { PaymentDue } from '../../src/client.js';
import { orderWorkflowId, REQUEST_ID_MEMO } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { useGateway } from '../support/gateway.js';
import { sendersTo } from '../support/senders.js';

const catalogue = structuredClone(documentedCatalogue);
for (const { sets } of catalogue.events) for (const set of sets) set.tickets = 200;
const stack = useGateway({ catalogue });

const paid = (reference: string) =>
  stack().orders.confirmPayment(reference, { paymentId: `p-${reference}`, amount: '100.00' });

it('answers 201 with the payment due, and says where the order is', async () => {
  const order = anOrder();
  const { status, headers, body } = await stack().gateway.place(order);

  expect(status).toBe(201);
  expect(headers.get('location')).toBe(`/orders/${order.reference}`);
  expect(body).toEqual(await stack().orders.place(order));
});

it('answers 200 with the same when it is asked again', async () => {
  const order = anOrder();
  const first = await stack().gateway.place(order);
  const again = await stack().gateway.place(order);

  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.text).toBe(first.text);
});

it('answers 201 again to the same request, which is known by its id', async () => {
  const order = anOrder();
  const id = { 'x-request-id': `click-${order.reference}` };
  await stack().gateway.place(order, id);

  expect((await stack().gateway.place(order, id)).status).toBe(201);
});

it('answers 200 with the outcome when the order has ended', async () => {
  const order = anOrder();
  await stack().gateway.place(order);
  await paid(order.reference);
  const { status, body } = await stack().gateway.place(order);

  expect(status).toBe(200);
  expect(body).toEqual(await stack().orders.outcome(order.reference));
  expect(body).toMatchObject({ outcome: 'completed' });
});

it('answers 409 to another request under the same reference, and names what differs', async () => {
  const order = anOrder();
  await stack().gateway.place(order);
  const { status, body } = await stack().gateway.place({
    ...order,
    ...anOrder({ tickets: 2 }),
    reference: order.reference,
  });

  expect(status).toBe(409);
  expect(body).toMatchObject({ code: 'reference_taken', differing: ['random'] });
});

it('answers 202 when the payment is not due in the time that the caller allows, and lets it come back', async () => {
  const order = anOrder();
  stack().sandbox.fail({ match: call.create, fault: { kind: 'slow', ms: 1_500 } });
  const { status, headers, body } = await stack().gateway.place(order, { prefer: 'wait=1' });

  expect([status, body]).toEqual([202, { reference: order.reference }]);
  expect(headers.get('preference-applied')).toBe('wait=1');
  const later = await stack().gateway.call('GET', headers.get('location')!);
  expect(later.body).toMatchObject({ reference: order.reference, phase: 'creating' });
  expect((await stack().gateway.place(order)).status).toBe(200);
});

it('answers 409 also while the order that holds the reference is being placed', async () => {
  const order = anOrder();
  stack().sandbox.fail({ match: call.create, fault: { kind: 'slow', ms: 1_500 } });
  await stack().gateway.place(order, { prefer: 'wait=1' });

  expect(
    await stack().gateway.place({ ...order, paymentWindow: '1 minute' }, { prefer: 'wait=1' }),
  ).toMatchObject({
    status: 409,
    body: { differing: ['paymentWindow'] },
  });
});

it('keeps the id of the request with the order that it started, and with no other', async () => {
  const order = anOrder();
  const { headers } = await stack().gateway.place(order);
  await stack().gateway.place(order);
  const { memo } = await stack().client.workflow.getHandle(orderWorkflowId(order.reference)).describe();

  expect(memo?.[REQUEST_ID_MEMO]).toBe(headers.get('x-request-id'));
});

it('leaves the id of the request with the cancel in the history, where an operator finds it', async () => {
  const { reference } = anOrder();
  await stack().gateway.place(anOrder({ reference }));
  const { headers } = await stack().gateway.call('POST', `/orders/${reference}/cancel`, { by: 'customer' });

  expect(await sendersTo(stack().client, reference)).toContainEqual({
    message: 'cancelOrder',
    identity: expect.stringMatching(new RegExp(` request ${headers.get('x-request-id')}$`)) as string,
  });
});

it('gives 200 who place the same at once one order, and all of them the same answer', async () => {
  const order = anOrder();
  const answers = await Promise.all(Array.from({ length: 200 }, () => stack().gateway.place(order)));

  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const started = answers.filter(({ status }) => status === 201);
  expect(started).toHaveLength(1);
  const marked = ({ payment }: OrderView) => payment.success_url?.includes(order.reference);
  expect((await stack().sandbox.orders()).filter(marked)).toHaveLength(1);
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

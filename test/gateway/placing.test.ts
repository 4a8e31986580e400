import { expect, it } from 'vitest';
import { documentedCatalogue } from '../../sandbox/catalogue.js';
import type { OrderView } from '../../sandbox/sandbox.js';
import { orderWorkflowId, REQUEST_ID_MEMO } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { useGateway } from '../support/gateway.js';

const catalogue = structuredClone(documentedCatalogue);
for (const { sets } of catalogue.events) for (const set of sets) set.tickets = 200;
const stack = useGateway({ catalogue });

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
  await stack().orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
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
  stack().sandbox.fail({ match: call.create, fault: { kind: 'slow', ms: 6_000 } });
  const { status, headers, body } = await stack().gateway.place(order, { prefer: 'wait=3' });

  expect([status, body]).toEqual([202, { reference: order.reference }]);
  expect(headers.get('preference-applied')).toBe('wait=3');
  const later = await stack().gateway.call('GET', headers.get('location')!);
  expect(later.body).toMatchObject({ reference: order.reference, phase: 'creating' });
  expect((await stack().gateway.place(order)).status).toBe(200);
});

it('answers 409 also while the order that holds the reference is being placed', async () => {
  const order = anOrder();
  stack().sandbox.fail({ match: call.create, fault: { kind: 'slow', ms: 6_000 } });
  await stack().gateway.place(order, { prefer: 'wait=3' });

  expect(
    await stack().gateway.place({ ...order, paymentWindow: '1 minute' }, { prefer: 'wait=3' }),
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

it('gives 200 who place the same at once one order, and all of them the same answer', async () => {
  const order = anOrder();
  const answers = await Promise.all(Array.from({ length: 200 }, () => stack().gateway.place(order)));

  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  const started = answers.filter(({ status }) => status === 201);
  expect(started).toHaveLength(1);
  const marked = ({ payment }: OrderView) => payment.success_url?.includes(order.reference);
  expect((await stack().sandbox.orders()).filter(marked)).toHaveLength(1);
});

import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { orderWorkflowId } from '../../../src/workflows/contract.js';
import { anOrder, set } from '../../support/an-order.js';
import { webhookSecret } from '../../support/deliver.js';
import { openGateway, type Gateway } from '../../support/gateway.js';
import { useStack } from '../../support/stack.js';

// The shop asks nobody for a token, so it must be of no use for the orders of who needs one.

const stack = useStack();
let gateway: Gateway;
beforeAll(async () => {
  [gateway] = await Promise.all([openWith([webhookSecret]), stack().startWorker()]);
  return () => gateway.close();
});

function openWith(secrets: readonly string[]) {
  const { client, sandbox } = stack();
  const shop = { sandboxUrl: sandbox.url, windowSeconds: 60 };
  return openGateway(client, { shop, secrets: { standard: secrets, examplePay: [] } });
}

const send = (path: string, form?: Record<string, string>) =>
  fetch(gateway.url + path, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  });

/** Buys a ticket as a browser does, and answers the reference that the page had given. */
async function buy(): Promise<string> {
  const page = await (await send('/shop')).text();
  const reference = /name="reference" value="([^"]+)"/.exec(page)![1]!;
  await send('/shop/orders', { reference, [`set-${set}`]: '1', pay: 'shop' });
  return reference;
}

it.each([
  ['', undefined],
  ['/events', undefined],
  ['/pay', {}],
  ['/cancel', {}],
])('has no page, stream or form for an order of somebody else: %s', async (what, form) => {
  const { orders } = stack();
  const { reference } = (await orders.place(anOrder())) as { reference: string };
  const answer = await send(`/shop/orders/${reference}${what}`, form);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain(reference);
  expect(await orders.status(reference)).toMatchObject({ phase: 'awaiting_payment', payments: [] });
});

it('makes no trouble for an order of somebody else', async () => {
  const { orders, sandbox } = stack();
  const { reference, orderId } = (await orders.place(anOrder())) as { reference: string; orderId: string };
  const { status } = await send('/shop/trouble', { trouble: 'pay_late', reference });
  expect(status).toBe(404);
  expect((await sandbox.orders()).find(({ id }) => id === orderId)).toMatchObject({ status: 'in_progress' });
});

it('settles no refund of somebody else', async () => {
  const { orders } = stack();
  await orders.confirmPayment('API-1', { paymentId: 'p-1', amount: '100.00' });
  const { status } = await send('/shop/orders/API-1/settle', { payment: 'p-1' });
  expect(status).toBe(404);
  expect(await orders.settleRefund('API-1', 'p-1', { by: 'accounting', note: 'here' })).toMatchObject({
    by: 'accounting',
  });
});

it('takes no order under a name that it did not give out', async () => {
  const own = await buy();
  const forged = [
    'API-2',
    '',
    `${own}0`,
    own.toUpperCase(),
    own.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
  ];
  for (const reference of forged) {
    const form = { reference, [`set-${set}`]: '1', pay: 'shop' };
    expect((await send('/shop/orders', form)).status, reference).toBe(404);
  }
});

it('knows its orders again after a restart, also while the secret is being changed', async () => {
  const reference = await buy();
  const newSecret = `whsec_${Buffer.from('the secret of these tests of tomorrow').toString('base64')}`;
  const statuses = [];
  for (const secrets of [[webhookSecret], [newSecret, webhookSecret], [newSecret]]) {
    const restarted = await openWith(secrets);
    onTestFinished(restarted.close);
    statuses.push((await fetch(`${restarted.url}/shop/orders/${reference}`)).status);
  }
  expect(statuses).toEqual([200, 200, 404]);
});

it('looks for no order that was never placed', async () => {
  const page = await (await send('/shop')).text();
  const reference = /name="reference" value="([^"]+)"/.exec(page)![1]!;
  expect((await send(`/shop/orders/${reference}/events`)).status).toBe(404);
});

it.each([
  ['', undefined],
  ['/events', undefined],
  ['/pay', { amount: '100.00' }],
  ['/cancel', {}],
])('answers 410 for an own order that was terminated: %s', async (what, form) => {
  const reference = await buy();
  await stack().client.workflow.getHandle(orderWorkflowId(reference)).terminate();
  const answer = await send(`/shop/orders/${reference}${what}`, form);
  expect(answer.status).toBe(410);
  expect(await answer.text()).toContain('This order was cut off');
});

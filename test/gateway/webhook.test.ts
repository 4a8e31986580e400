import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { deliverEvent, examplePaySecret, webhookSecret } from '../support/deliver.js';
import { useGateway } from '../support/gateway.js';
import { sendersTo } from '../support/senders.js';

// The webhook before a real server, worker and platform.

const stack = useGateway();
const url = () => stack().gateway.url;

async function aDueOrder(): Promise<string> {
  const order = anOrder();
  await stack().orders.place(order);
  return order.reference;
}

it('completes an order whose payment is confirmed', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100' };

  const { status } = await deliverEvent(url(), 'payment.confirmed', paid);

  expect(status).toBe(204);
  const payments = [{ paymentId: 'p-1', amount: '100.00', became: 'applied' }];
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', payments });
});

it('leaves the id of the delivery with the payment in the history, where an operator finds it', async () => {
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100.00' };

  const { headers } = await deliverEvent(url(), 'payment.confirmed', paid);

  expect(await sendersTo(stack().client, reference)).toContainEqual({
    message: 'paymentConfirmed',
    identity: expect.stringMatching(new RegExp(` request ${headers.get('x-request-id')}$`)) as string,
  });
});

it('takes what the documentation sends', async () => {
  const { orders } = stack();
  await orders.place(anOrder({ reference: 'A-1' }));
  const [, script] = /```sh\n(.*?)```/s.exec(readFileSync('docs/webhooks.md', 'utf8'))!;

  const env = { ...process.env, GATEWAY: url(), GATEWAY_WEBHOOK_SECRETS: webhookSecret };
  const { stdout } = await promisify(execFile)('bash', ['-ec', script!], { env });

  expect(stdout).toMatch(/^HTTP\/1.1 204 /);
  expect(await orders.outcome('A-1')).toMatchObject({ outcome: 'completed' });
});

it('acknowledges a payment before it is decided what becomes of it', async () => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder();
  sandbox.fail({ match: { method: 'PATCH' }, times: 0, fault: { kind: 'status', status: 500 } });

  const paid = { reference, paymentId: 'p-1', amount: '100.00' };
  const { status } = await deliverEvent(url(), 'payment.confirmed', paid);
  const { phase } = await orders.status(reference);
  sandbox.clearFaults();

  expect([status, phase]).toEqual([204, 'completing']);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
});

it('ends an order whose payment is declined', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const declined = { reference, reason: 'insufficient funds' };

  const { status } = await deliverEvent(url(), 'payment.failed', declined);

  expect(status).toBe(204);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'payment_failed' });
});

it('acknowledges a decline for an order that nobody knows', async () => {
  const declined = { reference: 'nobody-knows', reason: 'stolen card' };
  const { status } = await deliverEvent(url(), 'payment.failed', declined);
  expect(status).toBe(204);
});

it('completes an order that a provider with a format of its own reports as paid', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const payment = { id: '4711', amount: 10_000, currency: 'RUB', metadata: { reference } };
  const body = JSON.stringify({ event: 'payment.succeeded', payment });
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', examplePaySecret).update(`${at}.${body}`).digest('hex');

  const headers = { 'x-signature': `t=${at},v1=${signature}` };
  const { status } = await fetch(`${url()}/webhooks/payments/example-pay`, { method: 'POST', headers, body });

  expect(status).toBe(204);
  const payments = [{ paymentId: '4711', amount: '100.00', became: 'applied' }];
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', payments });
});

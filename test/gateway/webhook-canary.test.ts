import { beforeAll, expect, it } from 'vitest';
import { orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { deliver, deliverEvent, signed, webhookSecret } from '../support/deliver.js';
import { anOrder } from '../support/an-order.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { openTextOf, textOf } from '../support/texts-of-history.js';

// Canaries: secrets that occur nowhere else go through every way a delivery can take. Then everything that anybody can
// read afterwards is searched for them.

const key = 'ca9a7e11'.repeat(4);
const token = 'canary-token-of-a-caller';
const oldSecret = `whsec_${Buffer.from('the canary that is the old secret').toString('base64')}`;
const examplePaySecret = 'canary-secret-of-example-pay';
const email = 'canary@example.org';
const secrets = [key, token, examplePaySecret, ...[webhookSecret, oldSecret].map((one) => one.slice(6))];
const wanted = new RegExp([...secrets, email].join('|').replaceAll('+', '\\+'), 'i');

const stack = useStack({ key });
const responses: string[] = [];
const statuses: number[] = [];
let printed: string;
let histories: unknown[];

beforeAll(async () => {
  const { address, client, orders, startWorker } = stack();
  const worker = await startWorker();
  const gateway = runBuilt('gateway/main', {
    TEMPORAL_ADDRESS: address,
    GATEWAY_PORT: '0',
    GATEWAY_TOKENS: token,
    GATEWAY_WEBHOOK_SECRETS: `${webhookSecret},${oldSecret}`,
    GATEWAY_EXAMPLE_PAY_SECRETS: examplePaySecret,
  });
  await gateway.prints('gateway ready');
  const url = /"listening":"([^"]+)"/.exec(gateway.printed())![1]!;
  const [paid, declined] = [anOrder({ customer: { email } }), anOrder({ customer: { email } })];
  await Promise.all([orders.place(paid), orders.place(declined)]);

  const money = (reference: string) => ({ reference, paymentId: 'p-1', amount: '100.00' });
  const nonsense = JSON.stringify({
    type: 'payment.confirmed',
    data: { reference: '', paymentId: email, amount: key },
  });
  const authorization = `Bearer ${token}`;
  const deliveries = [
    deliverEvent(url, 'payment.confirmed', money(paid.reference)),
    deliverEvent(url, 'payment.confirmed', money('unknown')),
    deliverEvent(url, 'payment.failed', { reference: declined.reference, reason: 'declined' }),
    deliver(url, nonsense, { ...signed(nonsense, { secrets: [oldSecret] }), authorization }),
    deliver(url, `{"${email}": ${key}`, signed(`{"${email}": ${key}`)),
    deliver(url, nonsense, { authorization }),
    deliver(url, nonsense, signed(nonsense, { at: 0 })),
    deliver(url, nonsense, { ...signed(nonsense), 'webhook-signature': `v1,${webhookSecret} ${oldSecret}` }),
    fetch(`${url}/webhooks/payments/example-pay`, {
      method: 'POST',
      headers: { 'x-signature': examplePaySecret },
    }),
    fetch(`${url}/webhooks/payments/${examplePaySecret}?secret=${webhookSecret}`, {
      method: 'POST',
      body: email,
    }),
  ];
  for (const response of await Promise.all(deliveries)) {
    statuses.push(response.status);
    responses.push(JSON.stringify([...response.headers]) + (await response.text()));
  }
  await Promise.all([paid, declined].map(({ reference }) => orders.outcome(reference)));

  for (const program of [gateway, worker]) program.kill('SIGTERM');
  const ended = await Promise.all([gateway.ended, worker.ended]);
  printed = ended.map(({ stdout, stderr }) => stdout + stderr).join('\n');
  const ids = [
    ...[paid, declined].map(({ reference }) => orderWorkflowId(reference)),
    refundWorkflowId('unknown', 'p-1'),
  ];
  histories = await Promise.all(ids.map((id) => client.workflow.getHandle(id).fetchHistory()));
});

it('takes every way a delivery can take', () => {
  expect(statuses).toEqual([204, 204, 204, 422, 422, 401, 401, 401, 401, 404]);
  expect(textOf(histories)).toContain(email);
});

it('answers with no secret, and no customer', () => {
  expect(responses.join('\n')).not.toMatch(wanted);
});

it('prints no secret, and no customer', () => {
  expect(printed).toContain('a delivery with a good signature cannot be read');
  expect(printed).not.toMatch(wanted);
});

it('keeps no secret in a history, and a customer in nothing but payloads', () => {
  for (const secret of secrets) expect(textOf(histories)).not.toContain(secret);
  expect(openTextOf(histories)).not.toMatch(wanted);
});

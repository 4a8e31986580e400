import { beforeAll, expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder, set } from '../support/an-order.js';
import { webhookSecret } from '../support/deliver.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { openTextOf, textOf } from '../support/texts-of-history.js';

// Canaries: a key, a token and a customer that occur nowhere else go in at every door of the gateway that people and
// backends use. Then all that came out of them is searched, and all that was printed.

const key = 'ca9a7e11'.repeat(4);
const token = 'canary-token-of-a-caller';
const customer = { email: 'canary@example.org', mobile: '+79161234567', firstName: 'Canary' };
const secrets = [key, token, webhookSecret.slice(6)];
const wanted = new RegExp(
  [...secrets, customer.email, customer.mobile].join('|').replaceAll('+', String.raw`\+`),
  'i',
);

const stack = useStack({ key });
const statuses: number[] = [];
const answers: string[] = [];
let url: string;
let printed: string;
let history: unknown;

/** Asks with the token, as a careless caller of the shop would too, and keeps everything that is said. */
async function ask(what: string, body?: object | URLSearchParams, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = what.split(' ');
  const isForm = body instanceof URLSearchParams;
  const answer = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${token}`,
      cookie: `session=${token}`,
      ...(body && !isForm && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = /\/events/.test(path) ? await beginningOf(answer) : await answer.text();
  statuses.push(answer.status);
  answers.push(JSON.stringify([...answer.headers]) + text);
  return text;
}

/** What a stream says first; it may never end. */
async function beginningOf({ body }: Response): Promise<string> {
  let text = '';
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('data: ')) break;
  }
  return text;
}

async function visitTheApi(): Promise<void> {
  const order = anOrder({ reference: 'API-1', customer });
  await ask('POST /orders', order);
  await ask('POST /orders?again', { ...order, customer: { ...customer, email: `other-${customer.email}` } });
  await ask('POST /orders?wrong', { ...order, event: key, customer: { email: token, mobile: key } });
  await ask('GET /orders/API-1');
  await ask('GET /orders/API-1/events');
  await ask(`GET /orders/API-1?token=${token}`, undefined, { authorization: `Basic ${key}` });
  await ask('POST /orders/API-1/cancel', { by: 'customer' });
  await ask('GET /orders/API-1?ended');
  await ask('GET /refunds');
  for (const path of ['/docs/', '/openapi.json', '/livez', '/readyz']) await ask(`GET ${path}`);
}

async function visitTheShop(): Promise<void> {
  const reference = /name="reference" value="([^"]+)"/.exec(await ask('GET /shop'))![1]!;
  const here = `/shop/orders/${reference}`;
  const choice = { [`set-${set}`]: '1', pay: 'shop', email: customer.email };
  await ask('POST /shop/orders', new URLSearchParams({ reference, ...choice }));
  await ask('GET /shop/events');
  await ask(`GET ${here}?secret=${webhookSecret}`);
  await ask(`GET ${here}/events`);
  await ask(`POST ${here}/pay`, new URLSearchParams({ amount: '100.00', card: customer.email }));
  await ask(`GET ${here}?paid`);
  await ask('POST /shop/trouble', new URLSearchParams({ trouble: key }));
  // The order of somebody else, and what is no form.
  await ask('GET /shop/orders/API-1');
  await ask('POST /shop/orders/API-1/pay', { email: customer.email });
}

beforeAll(async () => {
  const { address, client, sandbox, orders, startWorker } = stack();
  const worker = await startWorker();
  const gateway = runBuilt(
    'gateway/main',
    {
      TEMPORAL_ADDRESS: address,
      GATEWAY_PORT: '0',
      GATEWAY_TOKENS: token,
      GATEWAY_WEBHOOK_SECRETS: webhookSecret,
      TICKETSCLOUD_URL: sandbox.url,
      SHOP_SANDBOX_URL: sandbox.url,
    },
    '--shop',
  );
  await gateway.prints('gateway ready');
  url = /"listening":"([^"]+)"/.exec(gateway.printed())![1]!;
  await visitTheApi();
  await visitTheShop();
  await orders.outcome('API-1');
  history = await client.workflow.getHandle(orderWorkflowId('API-1')).fetchHistory();

  for (const program of [gateway, worker]) program.kill('SIGTERM');
  const ended = await Promise.all([gateway.ended, worker.ended]);
  printed = ended.map(({ stdout, stderr }) => stdout + stderr).join('\n');
});

it('comes in at every door', () => {
  const api = [201, 409, 422, 200, 200, 401, 200, 200, 200, 200, 200, 200, 200];
  expect(statuses).toEqual([...api, 200, 303, 200, 200, 200, 303, 200, 303, 404, 415]);
  expect(textOf(history)).toContain(customer.email);
});

it('answers with no secret, and no customer', () => {
  expect(answers.join('\n')).not.toMatch(wanted);
});

it('prints no secret, and no customer', () => {
  expect(printed).not.toMatch(wanted);
});

it('keeps no secret in a history, and a customer in nothing but payloads', () => {
  for (const secret of secrets) expect(textOf(history)).not.toContain(secret);
  expect(openTextOf(history)).not.toMatch(wanted);
});

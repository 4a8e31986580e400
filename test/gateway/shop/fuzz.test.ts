import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createReferences } from '../../../src/gateway/shop/references.js';
import { anOrder, set } from '../../support/an-order.js';
import { webhookSecret } from '../../support/deliver.js';
import { openGateway, type Gateway } from '../../support/gateway.js';
import { useStack } from '../../support/stack.js';

// Whatever is sent to the shop, also about an order of its own: an answer that is no 5xx, and nothing of a stack.

const stack = useStack();
let gateway: Gateway;
const reference = createReferences([webhookSecret]).next();
beforeAll(async () => {
  const { client, sandbox, orders, startWorker } = stack();
  const shop = { sandboxUrl: sandbox.url, windowSeconds: 60 };
  [gateway] = await Promise.all([openGateway(client, { shop }), startWorker()]);
  await orders.place(anOrder({ reference }));
  await orders.cancel(reference, { by: 'customer' });
  return () => gateway.close();
});

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 100 }), fc.constant('x'.repeat(2_000)));
const named = fc.oneof(fc.constantFrom(reference, 'zz', 'does-not-exist', ''), text);
const form = fc
  .record(
    {
      reference: named,
      // What makes trouble makes it for the runs that come after as well.
      trouble: fc.oneof(fc.constantFrom('up', 'kill_worker', 'pay_late', '__proto__'), text),
      payment: fc.oneof(fc.constantFrom('p-1', ''), text),
      pay: fc.oneof(fc.constant('shop'), text),
      [`set-${set}`]: fc.oneof(fc.constantFrom('-1', '1e9', 'NaN'), text),
    },
    { requiredKeys: [] },
  )
  .map((fields) => new URLSearchParams(fields as Record<string, string>).toString());
const body = fc.oneof({ weight: 3, arbitrary: form }, fc.json(), text, fc.constant(undefined));
const type = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  undefined,
);
const last = fc.constantFrom('', '/pay', '/cancel', '/settle', '/nothing');
const path = fc.oneof(
  fc.constantFrom('/shop', '/shop/orders', '/shop/trouble', '/shop/assets/shop.js', '/shop/orders/zz/events'),
  fc.tuple(named, last).map(([name, last]) => `/shop/orders/${encodeURIComponent(name)}${last}`),
);

it.each([
  ['/shop/orders', undefined, 303],
  ['/shop/trouble', undefined, 303],
  ['/shop/trouble', 'application/json', 415],
  ['/shop/orders/zz/settle', undefined, 404],
  [`/shop/orders/${reference}/settle`, undefined, 400],
])('answers a form that is none: %s, %s', async (to, type, status) => {
  const headers = type === undefined ? {} : { 'content-type': type };
  const json = type === undefined ? {} : { body: '{}' };
  const answer = await fetch(gateway.url + to, { method: 'POST', redirect: 'manual', headers, ...json });
  expect(answer.status).toBe(status);
});

it('shows the order again when a refund that nobody owes is settled', async () => {
  const answer = await fetch(`${gateway.url}/shop/orders/${reference}/settle`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ payment: 'p-1' }),
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/shop/orders/${reference}`]);
});

it('answers anything with nothing but 2xx to 4xx', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'POST', 'HEAD'),
      path,
      type,
      body,
      async (method, path, type, body) => {
        const sent = method === 'POST' && body !== undefined ? { body: Buffer.from(body) } : {};
        const headers = type === undefined ? {} : { 'content-type': type };
        const signal = AbortSignal.timeout(5_000);
        const answer = await fetch(gateway.url + path, {
          method,
          headers,
          redirect: 'manual',
          signal,
          ...sent,
        });
        expect(answer.status).toBeLessThan(500);
        expect(await answer.text()).not.toMatch(/\n\s+at |node_modules|\.ts:\d/);
      },
    ),
    { numRuns: 1_000 },
  );
});

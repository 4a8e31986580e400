import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { checkRequest } from '../../src/domain/order-request.js';
import { anOrder } from '../support/an-order.js';
import { openGateway, token, type Gateway } from '../support/gateway.js';
import { useStack } from '../support/stack.js';

// Whatever is sent: never a 5xx, a hang, a stack trace or a started order. Nobody would work on one: there is no worker.

const stack = useStack();
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway(stack().client);
  return () => gateway.close();
});

/** An order request that is almost one: some of its fields are anything, some are missing, some are too many. */
const almostAnOrder = fc
  .record({
    field: fc.constantFrom('reference', 'event', 'random', 'payment', 'tickets', 'customer', 'x'),
    value: fc.jsonValue(),
  })
  .chain(({ field, value }) => fc.constant({ ...anOrder(), [field]: value }))
  .filter((order) => 'problems' in checkRequest(order));

const body = fc.oneof(
  { weight: 3, arbitrary: almostAnOrder.map((order) => JSON.stringify(order)) },
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.constant(undefined),
);

const segment = fc.oneof(
  fc.constantFrom(
    'orders',
    'refunds',
    'events',
    'cancel',
    'docs',
    'static',
    'livez',
    'openapi.json',
    '..',
    '%2e%2e',
    '%00',
  ),
  fc.string({ unit: 'grapheme', maxLength: 70 }).map(encodeURIComponent),
  fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
);
const path = fc.oneof(
  fc.constantFrom('/orders', '/orders/nobody', '/orders/nobody/events', '/orders/nobody/cancel', '/refunds'),
  // What a path may hold at all.
  fc
    .array(segment, { maxLength: 5 })
    .map((segments) => `/${segments.join('/').replace(/[^\x21-\x7e]/g, '')}`),
);

// What a header may hold at all: anything else is refused by whoever would send it.
const headerText = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 100,
});
const headers = fc.record(
  {
    authorization: fc.oneof(fc.constant(`Bearer ${token}`), headerText),
    'content-type': fc.oneof(fc.constant('application/json'), headerText),
    prefer: fc.oneof(
      fc.nat().map((seconds) => `wait=${seconds}`),
      headerText,
    ),
    'x-request-id': headerText,
    'last-event-id': headerText,
    accept: headerText,
    'content-encoding': headerText,
    cookie: headerText,
  },
  { requiredKeys: ['authorization', 'content-type'] },
);
const method = fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH');

it('answers anything in time, with nothing but 2xx to 4xx, and starts no order', async () => {
  const before = await countWorkflows();
  await fc.assert(
    fc.asyncProperty(method, path, headers, body, async (method, path, headers, body) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const { status, told } = await send({ method, path, headers: { ...headers, ...length } }, body);
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
      expect(told).not.toMatch(/\n\s+at |node_modules|\.ts:\d/);
    }),
    { numRuns: 3_000 },
  );
  expect(await countWorkflows()).toBe(before);
});

async function countWorkflows(): Promise<number> {
  const { count } = await stack().client.workflow.count();
  return count;
}

/** Sends a request as it stands: the path is not tidied up. */
function send(options: Parameters<typeof request>[1] & object, body: string | undefined) {
  return new Promise<{ status: number | undefined; told: string }>((resolve, reject) => {
    const sent = request(gateway.url, { ...options, agent: false, timeout: 5_000 }, (response) => {
      text(response).then((told) => resolve({ status: response.statusCode, told }), reject);
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer in time'))).once('error', reject);
    sent.end(body);
  });
}

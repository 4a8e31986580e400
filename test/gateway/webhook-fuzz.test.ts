import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { deliver, signed } from '../support/deliver.js';
import { aLonelyGateway } from '../support/gateway.js';

// Temporal is nowhere: whatever started anything would be answered 503.

const money = { reference: 'A-1', paymentId: 'p-1', amount: '100.00' };
const confirmed = JSON.stringify({ type: 'payment.confirmed', data: money });

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.constant(confirmed),
  fc.constant(`\ufeff${confirmed}`),
  fc.constant('['.repeat(60_000)),
  fc.constant('x'.repeat(70_000)),
);
const header = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.constantFrom(
    'v1,',
    'v1',
    'v1,=',
    ' ',
    '0',
    '-1',
    '1e999',
    'NaN',
    String(Math.floor(Date.now() / 1_000)),
  ),
);
const contentType = fc.oneof(
  header,
  fc.constantFrom(
    'application/json',
    'text/plain',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ),
);

it('turns away whatever is not signed, and starts nothing', async () => {
  const { url } = await aLonelyGateway();
  const headers = fc.record(
    {
      'content-type': contentType,
      'webhook-id': header,
      'webhook-timestamp': header,
      'webhook-signature': header,
    },
    { requiredKeys: [] },
  );
  const bytes = fc.uint8Array({ maxLength: 100 });
  const isTurnedAway = async (body: string | Uint8Array<ArrayBuffer>, given: Record<string, string>) => {
    expect([401, 413, 415]).toContain((await deliver(url, body, given)).status);
  };
  await fc.assert(fc.asyncProperty(fc.oneof(text, bytes), headers, isTurnedAway), { numRuns: 1_000 });
});

it('names the fields of signed nonsense, or leaves it alone, and starts nothing', async () => {
  const { url } = await aLonelyGateway();
  const nonsense = fc.oneof(
    text.filter((body) => body !== confirmed),
    fc.json().map((data) => `{"type": "payment.confirmed", "data": ${data}}`),
    fc.json().map((data) => `{"type": "payment.failed", "data": ${data}}`),
    fc.string().map((type) => JSON.stringify({ type, data: money })),
    fc.constantFrom('__proto__', 'constructor').map((type) => JSON.stringify({ type, data: money })),
    // Money that is nearly right.
    fc
      .constantFrom(
        { reference: '' },
        { reference: 'a'.repeat(101) },
        { reference: 'a\nb' },
        { reference: '\ud800' },
        { paymentId: '' },
        { paymentId: 'я' },
        { paymentId: 'p'.repeat(201) },
        { amount: 100 },
        { amount: '0.00' },
        { amount: '-1' },
        { amount: '1e3' },
        { amount: '0.001' },
        { amount: '1000000000000' },
      )
      .map((wrong) => JSON.stringify({ type: 'payment.confirmed', data: { ...money, ...wrong } })),
  );
  const isRefused = async (body: string) => {
    const response = await deliver(url, body, signed(body));
    expect([204, 413, 422]).toContain(response.status);
    if (response.status !== 422) return;
    const { code, problems } = (await response.json()) as { code: string; problems: { field: string }[] };
    expect([code, problems.length > 0]).toEqual(['invalid_input', true]);
  };
  await fc.assert(fc.asyncProperty(nonsense, isRefused), { numRuns: 1_500 });
});

it.each([
  { field: 'data.amount', event: { type: 'payment.confirmed', data: { ...money, amount: '1e3' } } },
  { field: 'data.paymentId', event: { type: 'payment.confirmed', data: { ...money, paymentId: '' } } },
  { field: 'data.reference', event: { type: 'payment.failed', data: { reason: 'declined' } } },
  {
    field: 'data.finall',
    event: { type: 'payment.failed', data: { reference: 'A-1', reason: 'x', finall: false } },
  },
  { field: 'type', event: { data: money } },
  { field: '(whole)', event: [] },
])('names $field when that is what is wrong', async ({ field, event }) => {
  const body = JSON.stringify(event);
  const response = await deliver((await aLonelyGateway()).url, body, signed(body));
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ field })]),
  });
});

import { expect, it, vi } from 'vitest';
import { createStandardWebhooks } from '../../src/gateway/adapters/standard-webhooks.js';
import { deliver, signed, webhookSecret } from '../support/deliver.js';
import { aLonelyGateway } from '../support/gateway.js';

// Temporal is nowhere, so that a delivery which got as far as its fact would be answered 503. A good signature shows by
// an event that is none of ours: acknowledged, and left alone.

const other = `whsec_${Buffer.from('a secret that is somebody else’s').toString('base64')}`;
const body = JSON.stringify({ type: 'invoice.paid', data: { reference: 'A-1' } });
const money = JSON.stringify({
  type: 'payment.confirmed',
  data: { reference: 'A-1', paymentId: 'p-1', amount: '100.00' },
});
const fiveMinutes = 5 * 60_000;
const { 'webhook-id': _id, ...withoutId } = signed(money);
const { 'webhook-timestamp': _at, ...withoutTimestamp } = signed(money);
const { 'webhook-signature': _signature, ...withoutSignature } = signed(money);

// https://github.com/standard-webhooks/standard-webhooks: the values of the tests of its libraries.
it('takes the reference vector of Standard Webhooks as signed, at its time', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_614_265_330_000 });
  const read = createStandardWebhooks(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']);
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };

  const vector = read({ headers, body: Buffer.from('{"test": 2432232314}') });
  expect(vector).toMatchObject({ problems: [{ field: 'type' }, { field: 'data' }] });
  expect(() => read({ headers, body: Buffer.from('{"test":2432232314}') })).toThrow('exactly as it is sent');
  vi.useRealTimers();
});

it.each([
  { what: 'with the one secret', headers: signed(body) },
  { what: 'with the new secret among others', headers: signed(body, { secrets: [other, webhookSecret] }) },
  { what: 'almost five minutes ago', headers: signed(body, { at: Date.now() - fiveMinutes + 60_000 }) },
  { what: 'almost five minutes ahead', headers: signed(body, { at: Date.now() + fiveMinutes - 60_000 }) },
])('lets in what was signed $what', async ({ headers }) => {
  expect((await deliver((await aLonelyGateway()).url, body, headers)).status).toBe(204);
});

it('lets in what was signed with any secret of its own, so that they can be changed without a gap', async () => {
  const secrets = { standard: [webhookSecret, other], examplePay: [] };
  const { url } = await aLonelyGateway({ secrets });
  for (const secrets of [[webhookSecret], [other], [other, webhookSecret]])
    expect((await deliver(url, body, signed(body, { secrets }))).status).toBe(204);
});

it('lets a provider deliver more than a caller may ask', async () => {
  const { url } = await aLonelyGateway({ requestsPerMinute: 1 });
  for (const _ of [1, 2, 3]) expect((await deliver(url, body, signed(body))).status).toBe(204);
});

it('writes down of what type a delivery is that is none of ours', async () => {
  const { url, log } = await aLonelyGateway();
  const odd = JSON.stringify({ type: `payment.captured\u001b[2J${'x'.repeat(200)}`, data: {} });
  await deliver(url, odd, signed(odd));

  const { level, msg } = log()
    .split('\n')
    .map((line) => JSON.parse(line || '{}') as { level?: number; msg?: string })
    .find(({ msg }) => msg?.includes('payment.captured'))!;
  expect([level, msg!.length < 200]).toEqual([40, true]);
  expect(msg).toMatch(/: payment\.captured\?\[2Jx+$/);
});

it('tells who sends bytes that are no text what was expected', async () => {
  const bytes = Buffer.from(money.replace('A-1', 'café'), 'latin1');
  const { url } = await aLonelyGateway();
  const response = await deliver(url, bytes, signed(bytes));
  expect([response.status, await response.json()]).toMatchObject([
    401,
    { code: 'not_genuine', detail: 'expected a body in UTF-8, as all JSON is' },
  ]);
});

const forged = signed(money);
it.each([
  { what: 'that is not signed', headers: {}, says: 'webhook-id' },
  { what: 'without an id', headers: withoutId, says: 'webhook-id' },
  { what: 'without a time', headers: withoutTimestamp, says: 'webhook-id' },
  { what: 'without a signature', headers: withoutSignature, says: 'webhook-id' },
  { what: 'with another secret', headers: signed(money, { secrets: [other] }), says: 'one of our secrets' },
  { what: 'signed for another body', headers: signed(body), says: 'exactly as it is sent' },
  { what: 'signed before it was written again', headers: signed(`${money} `), says: 'exactly as it is sent' },
  { what: 'under another id', headers: { ...forged, 'webhook-id': 'msg_1' }, says: 'one of our secrets' },
  {
    what: 'at another time',
    headers: { ...forged, 'webhook-timestamp': String(Number(forged['webhook-timestamp']) + 1) },
    says: 'one of our secrets',
  },
  {
    what: 'of an unknown version',
    headers: { ...forged, 'webhook-signature': forged['webhook-signature'].replace('v1', 'v2') },
    says: 'one of our secrets',
  },
  {
    what: 'with half a signature',
    headers: { ...forged, 'webhook-signature': forged['webhook-signature'].slice(0, 20) },
    says: 'one of our secrets',
  },
  { what: 'at no time', headers: { ...forged, 'webhook-timestamp': 'now' }, says: 'seconds since 1970' },
  {
    what: 'signed too long ago',
    headers: signed(money, { at: Date.now() - fiveMinutes - 2_000 }),
    says: 'more than five minutes ago',
  },
  {
    what: 'signed in the future',
    headers: signed(money, { at: Date.now() + fiveMinutes + 60_000 }),
    says: 'more than five minutes ahead',
  },
])('turns away a payment $what, and says so', async ({ headers, says }) => {
  const response = await deliver((await aLonelyGateway()).url, money, headers);

  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Webhook-Signature');
  expect(await response.json()).toMatchObject({ code: 'not_genuine', detail: expect.stringContaining(says) });
});

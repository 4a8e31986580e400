import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createExamplePay } from '../../src/gateway/adapters/example-pay.js';
import { NotGenuine } from '../../src/gateway/adapters/adapter.js';

const [secret, oldSecret] = ['a secret of ExamplePay', 'the one before it'];
const read = createExamplePay([secret, oldSecret]);
const metadata = { reference: 'A-1' };
const succeeded = { id: '4711', amount: 12_345, currency: 'RUB', metadata, card: '**** 4242' };

function sign(body: string, { key = secret, at = Date.now() / 1_000 } = {}): string {
  const t = Math.floor(at);
  return `t=${t},v1=${createHmac('sha256', key).update(`${t}.${body}`).digest('hex')}`;
}

function deliver(event: string, payment: unknown, signature?: string) {
  const body = JSON.stringify({ event, payment });
  return read({ headers: { 'x-signature': signature ?? sign(body) }, body: Buffer.from(body) });
}

it('reads minor units as an amount', () => {
  const data = { reference: 'A-1', paymentId: '4711', amount: '123.45' };
  expect(deliver('payment.succeeded', succeeded)).toEqual({ value: { type: 'payment.confirmed', data } });
});

it('reads a payment that is canceled as a decline after which the customer may try again', () => {
  const data = { reference: 'A-1', paymentId: '4711', reason: 'expired card', final: false };
  expect(deliver('payment.canceled', { ...succeeded, reason: 'expired card' })).toEqual({
    value: { type: 'payment.failed', data },
  });
});

it('leaves alone what is about something else', () => {
  expect(deliver('payout.succeeded', {})).toEqual({ value: { type: 'other', name: 'payout.succeeded' } });
});

it.each([
  { field: 'amount', wrong: { amount: 100.5 } },
  { field: 'amount', wrong: { amount: '100.00' } },
  { field: 'currency', wrong: { currency: 'USD' } },
  { field: 'metadata.reference', wrong: { metadata: {} } },
  { field: 'id', wrong: { id: 4711 } },
  { field: 'data.paymentId', wrong: { id: '' } },
])('names $field when that is what is wrong with a payment', ({ field, wrong }) => {
  expect(deliver('payment.succeeded', { ...succeeded, ...wrong })).toMatchObject({ problems: [{ field }] });
});

it('takes a signature with any of its secrets, among others', () => {
  const body = JSON.stringify({ event: 'payout.succeeded', payment: {} });
  expect(deliver('payout.succeeded', {}, sign(body, { key: oldSecret }))).toEqual({
    value: { type: 'other', name: 'payout.succeeded' },
  });
  expect(
    deliver('payout.succeeded', {}, `${sign(body, { key: 'another' })}, ${sign(body).slice(13)}`),
  ).toEqual({
    value: { type: 'other', name: 'payout.succeeded' },
  });
});

const now = Date.now() / 1_000;
it.each([
  { what: 'nothing', signature: '' },
  { what: 'no time', signature: sign('').replace('t=', 'x=') },
  {
    what: 'another secret',
    signature: sign(JSON.stringify({ event: 'e', payment: {} }), { key: 'another' }),
  },
  { what: 'another body', signature: sign('{}') },
  {
    what: 'an old signature',
    signature: sign(JSON.stringify({ event: 'e', payment: {} }), { at: now - 301 }),
  },
  {
    what: 'a future signature',
    signature: sign(JSON.stringify({ event: 'e', payment: {} }), { at: now + 360 }),
  },
])('turns away what is signed with $what', ({ signature }) => {
  expect(() => deliver('e', {}, signature)).toThrow(NotGenuine);
});

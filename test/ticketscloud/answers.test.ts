import { expect, test } from 'vitest';
import { aClient } from '../support/a-client.js';
import { serve } from '../support/serve.js';
import { wireOrder } from './wire-order.js';

const id = '56a73b7ff06c5a21c393806b';
const call = { deadlineMs: 5_000 };
const date = 'Tue, 26 Jan 2016 09:26:06 GMT';

async function read(body: unknown, headers: Record<string, string> = { date }) {
  const api = await serve((response) => {
    response.sendDate = false;
    response.writeHead(200, headers).end(JSON.stringify(body));
  });
  return aClient(api.url).readOrder(id, call);
}

test('reads the order, its instants as epoch milliseconds', async () => {
  const payment = {
    redirect_url: 'https://pay.example/1',
    system: '545b544a5d645a463e779d53',
    success_url: null,
  };
  expect(await read(wireOrder({ payment, status: 'in_progress' }))).toEqual({
    answeredAt: Date.UTC(2016, 0, 26, 9, 26, 6),
    value: {
      id,
      number: 497291903,
      event: '56a6253df06c5a059a93802e',
      status: 'in_progress',
      tickets: ['56a6253df06c5a059a9380a0'],
      total: '100.00',
      createdAt: Date.UTC(2016, 0, 26, 9, 25, 19, 378),
      reservedTill: Date.UTC(2016, 0, 26, 9, 35, 19, 392),
      paymentSystem: '545b544a5d645a463e779d53',
      redirectUrl: 'https://pay.example/1',
      successUrl: undefined,
    },
  });
});

test('passes over fields that it does not know', async () => {
  const { value } = await read(wireOrder({ discount: { any: 'thing' } }));
  expect(value).not.toHaveProperty('discount');
});

test('follows the zone of an instant', async () => {
  const { value } = await read(wireOrder({ reserved_till: '2016-01-26T12:35:19.392000+03:00' }));
  expect(value.reservedTill).toBe(Date.UTC(2016, 0, 26, 9, 35, 19, 392));
});

test('takes the moment of receipt for the time of an answer without a date', async () => {
  const before = Date.now();
  const { answeredAt } = await read(wireOrder(), {});
  expect(answeredAt).toBeGreaterThanOrEqual(before);
  expect(answeredAt).toBeLessThanOrEqual(Date.now());
});

test.each<[string, object]>([
  ['id', { id: '../56a73b7f' }],
  ['number', { number: '497291903' }],
  ['status', { status: 'cancelled' }],
  ['reserved_till', { reserved_till: '2016-01-26T09:35:19.392000' }],
  ['reserved_till', { reserved_till: null }],
  ['tickets', { tickets: 'none' }],
  ['tickets.0', { tickets: [{ id: '56a6253df06c5a059a9380a0' }] }],
  ['values.full', { values: { full: 100 } }],
  ['values.full', { values: { full: '100' } }],
  ['values', { values: undefined }],
  ['payment.redirect_url', { payment: { redirect_url: 1 } }],
])('cannot use an order whose %s is not what it should be: %j', async (field, fields) => {
  await expect(read(wireOrder(fields))).rejects.toMatchObject({
    processed: 'unknown',
    message: `GET /v1/resources/orders/:id got no usable answer: unreadable answer, status 200, at ${field}`,
  });
});

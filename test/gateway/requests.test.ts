import { describe, expect, it, test } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { aLonelyGateway, newToken, token } from '../support/gateway.js';
import { problemOf } from '../support/problem-of.js';

// What the gateway says before an order comes into it. No Temporal is there to be asked.

test.each([
  ['a path that leads nowhere', 'GET', '/nothing', undefined, { status: 404, code: 'no_such_path' }],
  [
    'a method that a path does not have',
    'DELETE',
    '/orders',
    undefined,
    { status: 404, code: 'no_such_path' },
  ],
  ['a path that is none', 'GET', '/orders/%', undefined, { status: 400, code: 'bad_request' }],
  [
    'a path without an end',
    'GET',
    `/orders/${'A'.repeat(200)}`,
    undefined,
    { status: 414, code: 'path_too_long' },
  ],
  ['a reference that is none', 'GET', '/orders/A%20B', undefined, { status: 422, code: 'invalid_input' }],
  ['JSON that breaks off', 'POST', '/orders', '{"reference": "A-1', { status: 400, code: 'bad_request' }],
  ['an empty body', 'POST', '/orders', '', { status: 400, code: 'bad_request' }],
  [
    'a field that would change all objects',
    'POST',
    '/orders',
    '{"__proto__": {}}',
    { status: 400, code: 'bad_request' },
  ],
  ['no body', 'POST', '/orders', undefined, { status: 422, code: 'invalid_input' }],
  [
    'a body that is too large',
    'POST',
    '/orders',
    ' '.repeat(65 * 1024),
    { status: 413, code: 'body_too_large' },
  ],
])('says what is wrong with %s', async (_, method, path, body, problem) => {
  const gateway = await aLonelyGateway();

  expect(problemOf(await gateway.call(method, path, body))).toEqual(problem);
});

it('says that it speaks JSON', async () => {
  const gateway = await aLonelyGateway();
  const answer = await gateway.place('reference=A-1', {
    'content-type': 'application/x-www-form-urlencoded',
  });

  expect(problemOf(answer)).toEqual({ status: 415, code: 'unsupported_media_type' });
});

it('names every field of an order that is wrong, at once', async () => {
  const gateway = await aLonelyGateway();
  const { status, body } = await gateway.place({
    ...anOrder(),
    event: 'x',
    paymentWindow: 15,
    colour: 'red',
  });

  expect(status).toBe(422);
  expect(body).toMatchObject({
    problems: [
      { field: 'event', expected: 'expected an id: 24 hexadecimal characters' },
      { field: 'paymentWindow', expected: 'expected text' },
      { field: 'colour', expected: 'no such field' },
    ],
  });
});

describe('a token', () => {
  test.each([token, newToken])('lets in, each of several: %s', async (one) => {
    const gateway = await aLonelyGateway();
    const { status } = await gateway.place({}, { authorization: `Bearer ${one}` });
    expect(status).toBe(422);
  });

  test.each(['', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token])(
    'is missed in "%s"',
    async (authorization) => {
      const gateway = await aLonelyGateway();
      const answer = await gateway.place(anOrder(), { authorization });
      expect(problemOf(answer)).toEqual({ status: 401, code: 'unauthorized' });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  test.each(['/orders/A-1', '/orders/A-1/events', '/refunds'])('is needed for %s', async (path) => {
    const gateway = await aLonelyGateway();
    expect((await gateway.call('GET', path, undefined, { authorization: '' })).status).toBe(401);
  });

  test.each(['/livez', '/docs/', '/openapi.json'])('is not needed for %s', async (path) => {
    const gateway = await aLonelyGateway();
    expect((await gateway.call('GET', path, undefined, { authorization: '' })).status).toBe(200);
  });
});

it('limits what one caller asks, and no other caller', async () => {
  const gateway = await aLonelyGateway({ requestsPerMinute: 2 });
  const ask = (one: string) => gateway.place({}, { authorization: `Bearer ${one}` });
  await ask(token);
  await ask(token);
  const third = await ask(token);

  expect(problemOf(third)).toEqual({ status: 429, code: 'too_many_requests' });
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask(newToken)).status).toBe(422);
});

it.each([
  ['does not believe in a proxy that it was not told of', 0, [401, 429, 429, 429]],
  [
    'tells who has no token apart by what its proxy saw, whatever they say themselves',
    1,
    [401, 429, 429, 401],
  ],
])('%s', async (_, trustProxy, expected) => {
  const gateway = await aLonelyGateway({ requestsPerMinute: 1, trustProxy });
  const statuses = [];
  for (const seen of ['192.0.2.1', '192.0.2.1', '203.0.113.9, 192.0.2.1', '192.0.2.2']) {
    const headers = { authorization: 'Bearer guess', 'x-forwarded-for': seen };
    statuses.push((await gateway.place({}, headers)).status);
  }
  expect(statuses).toEqual(expected);
});

it('answers soon that Temporal is not there where it refuses the connection', async () => {
  const gateway = await aLonelyGateway();
  const began = performance.now();

  const answers = await Promise.all([gateway.place(anOrder()), gateway.call('GET', '/orders/A-1')]);

  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  // Twice a second of trying again, where the patience of the place is 25 s and that of the status 20 s.
  expect(performance.now() - began).toBeLessThan(6_000);
});

it('limits who guesses at tokens', async () => {
  const gateway = await aLonelyGateway({ requestsPerMinute: 2 });
  const guess = async (one: number) =>
    (await gateway.place({}, { authorization: `Bearer guess-${one}` })).status;

  expect([await guess(1), await guess(2), await guess(3)]).toEqual([401, 401, 429]);
});

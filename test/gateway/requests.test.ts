import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { aLonelyGateway, newToken, openGateway, token, type Answer } from '../support/gateway.js';

// What the gateway says before an order comes into it. No Temporal is there to be asked.

const problemOf = ({ status, headers, body }: Answer) => {
  expect(headers.get('content-type')).toBe('application/problem+json');
  const { code, ...rest } = body as { code: string; type: string; status: number; requestId: string };
  expect(rest).toMatchObject({ status, type: `urn:order-saga:problem:${code}` });
  expect(rest.requestId).toBe(headers.get('x-request-id'));
  return { status, code };
};

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
  // Twice a second of trying again, where the patience of the place is 10 s and that of the status 20 s.
  expect(performance.now() - began).toBeLessThan(6_000);
});

it('limits who guesses at tokens', async () => {
  const gateway = await aLonelyGateway({ requestsPerMinute: 2 });
  const guess = async (one: number) =>
    (await gateway.place({}, { authorization: `Bearer guess-${one}` })).status;

  expect([await guess(1), await guess(2), await guess(3)]).toEqual([401, 401, 429]);
});

it('lives without Temporal, and is not ready', async () => {
  const gateway = await aLonelyGateway();

  expect((await gateway.call('GET', '/livez')).status).toBe(200);
  expect(problemOf(await gateway.call('GET', '/readyz'))).toEqual({ status: 503, code: 'not_ready' });
});

it('waits no longer than it is allowed to when Temporal hangs', async () => {
  const hung = createServer().listen(0, '127.0.0.1');
  await once(hung, 'listening');
  const connection = Connection.lazy({ address: `127.0.0.1:${(hung.address() as AddressInfo).port}` });
  const gateway = await openGateway(new Client({ connection }));
  onTestFinished(async () => {
    await gateway.close();
    await connection.close();
    hung.close();
  });
  const began = performance.now();
  const answer = await gateway.place(anOrder(), { prefer: 'wait=2' });

  expect(problemOf(answer)).toEqual({ status: 503, code: 'unavailable' });
  expect(performance.now() - began).toBeLessThan(3_000);
});

it('takes the id of a request from its caller, and makes one where it is none', async () => {
  const gateway = await aLonelyGateway();
  const idOf = async (given: string) =>
    (await gateway.call('GET', '/livez', undefined, { 'x-request-id': given })).headers.get('x-request-id');

  expect(await idOf('click-42')).toBe('click-42');
  for (const wrong of ['', 'a b', '{"a":1}', 'x'.repeat(129)])
    expect(await idOf(wrong)).toMatch(/^[0-9a-f-]{36}$/);
});

it('logs a request by its route, and nothing of what it holds', async () => {
  const gateway = await aLonelyGateway();
  const order = {
    ...anOrder({ customer: { email: 'canary@example.org' } }),
    reference: 'A-7',
    event: 'canary',
  };
  const { headers } = await gateway.place(order, { 'x-canary': 'canary' });
  await gateway.call('GET', '/orders/canary%20/events?canary=canary');

  const [line, ...others] = gateway.logOf(headers.get('x-request-id')!);
  expect(others).toEqual([]);
  const { time, durationMs, ...fields } = JSON.parse(line!) as Record<string, unknown>;
  expect(fields).toMatchObject({
    method: 'POST',
    route: '/orders',
    status: 422,
    reference: 'A-7',
    msg: 'request',
  });
  expect([time, durationMs]).toEqual([expect.any(String), expect.any(Number)]);
  expect(gateway.log()).not.toContain('canary');
});

test.each(['/livez', '/nothing', '/orders/A%20B'])('keeps answers out of every cache: %s', async (path) => {
  const gateway = await aLonelyGateway();
  const { headers } = await gateway.call('GET', path);

  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('lets the pages of the documentation run its own scripts only', async () => {
  const gateway = await aLonelyGateway();
  const { headers, text } = await gateway.call('GET', '/docs/');

  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  expect(text).not.toMatch(/<script>[^<]/);
});

/** Writes to a connection, and waits for all that is answered there until it is closed. */
async function answerTo(url: string, ...parts: string[]) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line, ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(': ', 2) as [string, string]));
  return {
    line,
    headers,
    status: Number(line?.split(' ')[1]),
    text: body,
    body: JSON.parse(body) as unknown,
  };
}

const longHeader = `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`;
it.each([
  { what: 'no HTTP', sent: 'GET / HTTP/9.9\r\n\r\n', status: 400, code: 'bad_request' },
  { what: 'too long in its headers', sent: longHeader, status: 431, code: 'headers_too_large' },
])(
  'answers a request that is $what as any other, and ends the connection',
  async ({ sent, status, code }) => {
    const gateway = await aLonelyGateway();
    const answer = await answerTo(gateway.url, sent);

    expect(problemOf(answer)).toEqual({ status, code });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(gateway.logOf(answer.headers.get('x-request-id')!)).toHaveLength(1);
  },
);

it('hangs up after ten seconds on who does not send headers or body to their end', async () => {
  const { url } = await aLonelyGateway();
  const began = performance.now();
  const headers = 'POST /webhooks/payments HTTP/1.1\r\nhost: x\r\n';
  const answers = await Promise.all([
    answerTo(url, headers),
    answerTo(url, `${headers}content-length: 100\r\n\r\n{`),
  ]);

  for (const answer of answers) expect(problemOf(answer)).toEqual({ status: 408, code: 'too_slow' });
  expect(performance.now() - began).toBeLessThan(15_000);
});

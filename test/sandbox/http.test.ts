import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { aSandbox, event, ordersPath, plentiful } from '../support/a-sandbox.js';

const order = JSON.stringify({ event, random: { [plentiful]: 1 } });

it.each([
  ['no key', 401, {}],
  ['another key', 401, { Authorization: `key ${'0'.repeat(32)}` }],
  ['another form', 401, { Authorization: 'Bearer 047bdb8bcee44d3693371920aaf9135c' }],
  ['the key', 200, { Authorization: 'key 047bdb8bcee44d3693371920aaf9135c' }],
])('answers a request with %s %i', async (_name, status, headers: Record<string, string>) => {
  const sandbox = await aSandbox();
  const answer = await fetch(sandbox.url + ordersPath, { headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('X-Partner')).toBe(status === 200 ? '56810047f06c5a6ac62f4e1d' : null);
});

it('accepts only the key that it was started with', async () => {
  const sandbox = await aSandbox({ key: 'a'.repeat(32) });
  const documented = { Authorization: 'key 047bdb8bcee44d3693371920aaf9135c' };
  expect((await fetch(sandbox.url + ordersPath, { headers: documented })).status).toBe(401);
  expect((await sandbox.call('GET', ordersPath)).status).toBe(200);
});

it("tolerates the documentation's two spaces before the key", async () => {
  const sandbox = await aSandbox();
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  socket.write(
    `GET ${ordersPath} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization:  key ${sandbox.key}\r\n\r\n`,
  );
  expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK\r\n/);
});

it.each([
  ['an unknown path', 404, 'GET', '/v1/resources/events', undefined],
  ['an unknown order', 404, 'GET', `${ordersPath}/${event}`, undefined],
  ['another method', 405, 'DELETE', `${ordersPath}/${event}`, undefined],
  ['a PATCH of the collection', 405, 'PATCH', ordersPath, '{}'],
  ['a body that is not JSON', 400, 'POST', ordersPath, '{"event":'],
  ['no body', 400, 'POST', ordersPath, undefined],
  ['a body that is no object', 400, 'POST', ordersPath, '[]'],
  ['a body of more than a megabyte', 413, 'POST', ordersPath, `"${'x'.repeat(1024 * 1024)}"`],
])('answers %s with %i', async (_name, status, method, path, body) => {
  const { url, headers } = await aSandbox();
  const answer = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ errors: [expect.any(String)] });
});

it('says which methods a path allows', async () => {
  const { url, headers } = await aSandbox();
  const answer = await fetch(url + ordersPath, { method: 'PUT', headers });
  expect(answer.headers.get('Allow')).toBe('GET, POST');
});

it('takes a body only as application/json', async () => {
  const { url, headers } = await aSandbox();
  const post = async (type: string) => {
    const answer = await fetch(url + ordersPath, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': type },
      body: order,
    });
    return answer.status;
  };
  expect([await post('text/plain'), await post('application/json; charset=utf-8')]).toEqual([415, 201]);
});

it("dates its answers by the sandbox's clock", async () => {
  const sandbox = await aSandbox();
  sandbox.advance(1000);
  const { headers, body } = await sandbox.create();
  expect(headers.get('Date')).toBe('Tue, 26 Jan 2016 09:25:20 GMT');
  expect(body.created_at).toBe('2016-01-26T09:25:20.378000+00:00');
});

it('takes its time from a clock that has to be asked', async () => {
  const sandbox = await aSandbox({ clock: async () => Promise.resolve(Date.parse('2030-01-01T00:00:00Z')) });
  expect((await sandbox.create()).body.created_at).toBe('2030-01-01T00:00:00.000000+00:00');
});

it('says what it is at its root', async () => {
  const { url } = await aSandbox();
  expect(await (await fetch(url)).text()).toContain('/v1/resources/orders');
});

it('gives the same ids, numbers and tokens again for the same seed', async () => {
  const run = async (seed: number) => {
    const sandbox = await aSandbox({ seed });
    const { body: first } = await sandbox.create({ payment: { system: 'api/BASE' } });
    await sandbox.patch(first, { status: 'in_progress' });
    await sandbox.create();
    return sandbox.orders();
  };
  const [once, again, otherwise] = [await run(7), await run(7), await run(8)];
  expect(again).toEqual(once);
  expect(otherwise[0]?.id).not.toBe(once[0]?.id);
  expect(once[0]?.number).toBeGreaterThan(once[1]?.number ?? Infinity);
});

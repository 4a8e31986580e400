import { expect, it } from 'vitest';
import { createJournal } from '../../sandbox/journal.js';
import { aSandbox, anOrderIn, event, ordersPath, plentiful } from '../support/a-sandbox.js';

it('tells what came and what was answered', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  expect(sandbox.journal()).toEqual([
    {
      seq: 1,
      receivedAt: expect.any(Number) as number,
      answeredAt: expect.any(Number) as number,
      at: '2016-01-26T09:25:19.378000+00:00',
      method: 'POST',
      path: ordersPath,
      query: '',
      orderId: order.id,
      key: 'ok',
      body: { event, random: { [plentiful]: 1 } },
      tookEffect: true,
      fault: null,
      status: 201,
      answer: order,
    },
  ]);
});

it('marks a request that was refused as without effect', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'done');
  await sandbox.patch(order, { status: 'canceled' });
  expect(sandbox.journal().at(-1)).toMatchObject({ orderId: order.id, tookEffect: false, status: 400 });
});

it.each([
  ['missing', {}],
  ['wrong', { Authorization: 'key d41d8cd98f00b204e9800998ecf8427e' }],
])('tells that a key is %s, and never the key', async (key, headers: Record<string, string>) => {
  const sandbox = await aSandbox();
  await fetch(`${sandbox.url}${ordersPath}?page=1`, { headers });
  expect(sandbox.journal()).toMatchObject([{ key, query: '?page=1', status: 401 }]);
  expect(JSON.stringify(sandbox.journal())).not.toContain('d41d8cd98f00b204e9800998ecf8427e');
});

it('proves by its times that one request followed the other', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  await sandbox.patch(order, { promocodes: ['A'] });
  await sandbox.patch(order, { promocodes: ['B'] });
  const [first, second] = sandbox.journal().slice(-2);
  expect(Number(first?.answeredAt)).toBeLessThanOrEqual(Number(second?.receivedAt));
});

it('does not list what is no request to the API', async () => {
  const sandbox = await aSandbox();
  for (const path of ['/', '/_sandbox/journal', '/pay/0']) await fetch(sandbox.url + path);
  expect(sandbox.journal()).toEqual([]);
});

it('keeps the newest 10,000, and counts those that it has forgotten', () => {
  const { open, read } = createJournal();
  const request = { method: 'GET', path: ordersPath, query: '', orderId: null, key: 'ok' } as const;
  for (let seq = 1; seq <= 10_003; seq += 1) open(request);
  expect([read().length, read()[0]?.seq, read().at(-1)?.seq]).toEqual([10_000, 4, 10_003]);
});

it('runs a deed of the test right before the effect of a matching request, once', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'in_progress');
  sandbox.meanwhile({ body: { status: 'canceled' } }, 'before', () => sandbox.platform.pay(order.id));
  expect((await sandbox.patch(order, { status: 'canceled' })).body).toEqual({
    errors: [`Order ${order.id} is not cancellable`],
  });
  // A second time it would throw, because the order is paid.
  expect((await sandbox.patch(order, { status: 'canceled' })).status).toBe(400);
});

it('runs a deed of the test right after the effect, before the answer leaves', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'in_progress');
  const seen: unknown[] = [];
  sandbox.meanwhile({ method: 'PATCH' }, 'after', async (entry) => {
    seen.push(entry.tookEffect, entry.status, (await sandbox.orders())[0]?.status);
  });
  await sandbox.patch(order, { status: 'done' });
  expect(seen).toEqual([true, null, 'done']);
});

it('answers 500 when a deed of the test fails', async () => {
  const sandbox = await aSandbox();
  sandbox.meanwhile({}, 'before', () => Promise.reject(new Error('no such luck')));
  expect(await sandbox.call('GET', ordersPath)).toMatchObject({
    status: 500,
    body: { errors: ['Error: no such luck'] },
  });
});

import { expect, it } from 'vitest';
import { aSandbox, anOrderIn, ordersPath } from '../support/a-sandbox.js';

it('shows catalogue, journal, orders and stock over HTTP as in process', async () => {
  const sandbox = await aSandbox();
  await sandbox.create();
  const over = async (name: string) => (await sandbox.call('GET', `/_sandbox/${name}`)).body as unknown;
  expect(await over('catalogue')).toEqual(sandbox.catalogue());
  expect(await over('journal')).toEqual(sandbox.journal());
  expect(await over('orders')).toEqual(await sandbox.orders());
  expect(await over('stock')).toEqual(await sandbox.stock());
});

it('takes, lists and forgets faults over HTTP', async () => {
  const sandbox = await aSandbox();
  const fault = { match: { method: 'GET' }, fault: { kind: 'status', status: 503 }, times: 0 };
  await sandbox.call('POST', '/_sandbox/faults', fault);
  expect((await sandbox.call('GET', ordersPath)).status).toBe(503);
  expect((await sandbox.call('GET', '/_sandbox/faults')).body).toMatchObject([
    { ...fault, matched: 1, applied: 1 },
  ]);
  await sandbox.call('DELETE', '/_sandbox/faults');
  expect((await sandbox.call('GET', ordersPath)).status).toBe(200);
});

it('sets and moves the clock over HTTP', async () => {
  const sandbox = await aSandbox();
  await sandbox.call('PUT', '/_sandbox/clock', { now: '2030-01-01T00:00:00Z' });
  await sandbox.call('PUT', '/_sandbox/clock', { advanceMs: 1500 });
  expect((await sandbox.call('GET', '/_sandbox/clock')).body).toEqual({
    now: '2030-01-01T00:00:01.500000+00:00',
  });
  expect((await sandbox.create()).body.created_at).toBe('2030-01-01T00:00:01.500000+00:00');
});

it.each([
  ['pay', 'in_progress', 'done'],
  ['expire', 'executed', 'expired'],
  ['cancel', 'in_progress', 'canceled'],
] as const)('lets the platform %s an order over HTTP', async (move, from, to) => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, from);
  expect((await sandbox.call('POST', `/_sandbox/orders/${order.id}/${move}`)).body).toMatchObject({
    status: to,
  });
  expect((await sandbox.read(order)).body.status).toBe(to);
});

it('lets the platform move reserved_till later over HTTP', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'in_progress');
  const { body } = await sandbox.call('POST', `/_sandbox/orders/${order.id}/prolong`, { ms: 60_000 });
  expect(Date.parse(body.reserved_till) - Date.parse(order.reserved_till)).toBe(60_000);
});

it.each(['executed', 'done', 'expired'] as const)(
  'forgets an order that is %s, and frees its tickets',
  async (from) => {
    const sandbox = await aSandbox();
    const order = await anOrderIn(sandbox, from);
    await sandbox.call('POST', `/_sandbox/orders/${order.id}/vanish`);
    expect((await sandbox.read(order)).status).toBe(404);
    expect(Object.values(await sandbox.stock())).toMatchObject([{ free: 40 }, { free: 4 }]);
  },
);

it.each([
  ['pay', 'executed'],
  ['expire', 'done'],
  ['cancel', 'expired'],
] as const)('cannot %s an order that is %s', async (move, status) => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, status);
  await expect(sandbox.platform[move](order.id)).rejects.toThrow(`${move}: order ${order.id} is ${status}`);
});

it.each([
  ['POST', 'faults', { fault: { kind: 'explode' } }, /^fault\.kind: /],
  ['PUT', 'clock', { now: 'soon' }, /^now: expected an ISO instant$/],
  ['PUT', 'clock', { tomorrow: true }, /"tomorrow"/],
  ['PUT', 'clock', undefined, /^A JSON body/],
  ['POST', 'orders/1/prolong', { ms: 0 }, /^ms: /],
])('refuses %s %s of %j by name', async (method, path, body, error) => {
  const sandbox = await aSandbox();
  expect(await sandbox.call(method, `/_sandbox/${path}`, body)).toMatchObject({
    status: 400,
    body: { errors: expect.arrayContaining([expect.stringMatching(error)]) as string[] },
  });
});

it.each(['/_sandbox/weather', '/_sandbox/orders/1/eat', '/_sandbox/orders/1/pay'])(
  'does not know %s',
  async (path) => {
    const sandbox = await aSandbox();
    expect((await sandbox.call('POST', path)).status).toBe(404);
  },
);

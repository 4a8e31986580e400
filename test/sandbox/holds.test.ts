import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { aSandbox, anOrderIn, event, plentiful, scarce } from '../support/a-sandbox.js';

const minute = 60_000;

it('holds tickets from the creation, so that nobody else gets them', async () => {
  const sandbox = await aSandbox();
  await sandbox.create({ random: { [scarce]: 3 } });
  const { body } = await sandbox.create({ random: { [scarce]: 3 } });
  expect(body).toMatchObject({ value: '250.00', rules: { [scarce]: '56a6254bf06c5a059b93800d' } });
  expect((await sandbox.stock())[scarce]).toEqual({ total: 4, free: 0, held: 4, sold: 0 });
});

it('holds what there is without all_or_nothing', async () => {
  const sandbox = await aSandbox();
  const { status, body } = await sandbox.create({ random: { [scarce]: 5 } });
  expect([status, body.tickets.length, body.value]).toEqual([201, 4, '1000.00']);
});

it('answers 201 with nothing held when all_or_nothing cannot be met', async () => {
  const sandbox = await aSandbox();
  const { status, body } = await sandbox.create({ random: { [scarce]: 5 }, all_or_nothing: true });
  expect(status).toBe(201);
  expect(body).toMatchObject({ status: 'executed', tickets: [], value: '0.00', rules: {} });
  expect((await sandbox.stock())[scarce]).toMatchObject({ held: 0 });
});

it('leaves out a chosen ticket that another order holds', async () => {
  const sandbox = await aSandbox();
  const { body: first } = await sandbox.create({ random: { [scarce]: 2 } });
  const { body: second } = await sandbox.create({ tickets: [...first.tickets, '56a6253df06c5a059a9380b0'] });
  expect(second.tickets).toEqual(['56a6253df06c5a059a9380b0']);
});

it.each([
  [{ event: 'f'.repeat(24), random: { [plentiful]: 1 } }, `Event ${'f'.repeat(24)} not found`],
  [{ event, tickets: [], random: { [plentiful]: 1 } }, 'Only one of tickets or random can be set'],
  [{ event }, "'tickets' or 'random' must be"],
  [{ event, random: {} }, "'tickets' or 'random' must be"],
  [{ event, tickets: [event] }, `ticket (id = ${event}) does not belong to current event`],
  [{ event, random: { [event]: 1 } }, `set (id = ${event}) does not belong to current event`],
  [{ event, random: { [plentiful]: 0 } }, `random.${plentiful}: Too small: expected number to be >0`],
  [{ event, random: { [plentiful]: 1 }, allOrNothing: true }, 'Unrecognized key: "allOrNothing"'],
])('refuses to create %j', async (body, error) => {
  const sandbox = await aSandbox();
  const answer = await sandbox.call('POST', '/v1/resources/orders', body);
  expect(answer).toMatchObject({ status: 400, body: { errors: [error] } });
  expect(await sandbox.orders()).toEqual([]);
});

it('takes a PATCH of the tickets as the whole wished state', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create({ random: { [plentiful]: 2 } });
  const { body } = await sandbox.patch(order, { random: { [plentiful]: 1, [scarce]: 1 } });
  expect(body.tickets).toEqual([order.tickets[0], expect.any(String)]);
  expect(await sandbox.stock()).toMatchObject({ [plentiful]: { held: 1 }, [scarce]: { held: 1 } });
});

it('sells the tickets of an order that is done, for ever', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'done');
  sandbox.advance(1000 * minute);
  expect((await sandbox.stock())[plentiful]).toEqual({ total: 40, free: 39, held: 0, sold: 1 });
  expect((await sandbox.read(order)).body.status).toBe('done');
});

it('expires an order at the very millisecond of reserved_till, and frees its tickets', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  sandbox.advance(10 * minute - 1);
  expect((await sandbox.read(order)).body.status).toBe('executed');
  expect((await sandbox.stock())[plentiful]).toMatchObject({ held: 1 });
  sandbox.advance(1);
  expect((await sandbox.read(order)).body).toEqual({ ...order, status: 'expired' });
  expect((await sandbox.stock())[plentiful]).toMatchObject({ held: 0, free: 40 });
});

it('shows an order as expired in its own view without any request', async () => {
  const sandbox = await aSandbox();
  await sandbox.create();
  sandbox.advance(10 * minute);
  expect(await sandbox.orders()).toMatchObject([{ status: 'expired' }]);
});

it('keeps an expired order expired when the clock is set back', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  sandbox.advance(10 * minute);
  await sandbox.orders();
  await sandbox.setClock(Date.parse(order.created_at));
  expect((await sandbox.read(order)).body.status).toBe('expired');
});

it.each(['api/BASE', 'sandbox/PAGE'])(
  'moves reserved_till to 30 minutes from in_progress on with %s',
  async (system) => {
    const sandbox = await aSandbox();
    const { body: order } = await sandbox.create({ payment: { system } });
    sandbox.advance(minute);
    const { body } = await sandbox.patch(order, { status: 'in_progress' });
    expect(Date.parse(body.reserved_till) - Date.parse(order.created_at)).toBe(31 * minute);
  },
);

it('holds as long as it was started to', async () => {
  const sandbox = await aSandbox({ holds: { executedMs: 1000, sellerMs: 12 * 60 * minute } });
  const { body: order } = await sandbox.create({ payment: { system: 'api/BASE' } });
  const { body: later } = await sandbox.patch(order, { status: 'in_progress' });
  const heldFor = [order, later].map(
    (shown) => Date.parse(shown.reserved_till) - Date.parse(order.created_at),
  );
  expect(heldFor).toEqual([1000, 12 * 60 * minute]);
});

it('never sells or holds a ticket twice, whatever is asked in whatever order', async () => {
  const sandbox = await aSandbox();
  const payment = { system: 'api/BASE' };
  const deeds: Record<string, (order: { id: string }, count: number) => unknown> = {
    create: (_, count) => sandbox.create({ random: { [scarce]: count }, payment }),
    change: (order, count) => sandbox.patch(order, { random: { [scarce]: count } }),
    start: (order) => sandbox.patch(order, { status: 'in_progress' }),
    pay: (order) => sandbox.patch(order, { status: 'done' }),
    cancel: (order) => sandbox.patch(order, { status: 'canceled' }),
    vanish: ({ id }) => sandbox.platform.vanish(id).catch(() => undefined),
    wait: (_, count) => sandbox.advance(count * 5 * minute),
  };
  const step = fc.tuple(fc.constantFrom(...Object.values(deeds)), fc.nat(3), fc.integer({ min: 1, max: 5 }));
  const steps = fc.array(step, { minLength: 5, maxLength: 20 });
  const property = fc.asyncProperty(steps, async (steps) => {
    for (const { id } of await sandbox.orders()) await sandbox.platform.vanish(id);
    for (const [deed, which, count] of steps)
      await deed((await sandbox.orders())[which] ?? { id: '0' }, count);
    const orders = await sandbox.orders();
    const ticketsOf = (...states: string[]) =>
      orders.flatMap((order) => (states.includes(order.status) ? order.tickets : []));
    const [held, sold] = [ticketsOf('executed', 'in_progress'), ticketsOf('done')];
    expect(new Set([...held, ...sold]).size).toBe(held.length + sold.length);
    const free = 4 - held.length - sold.length;
    expect((await sandbox.stock())[scarce]).toEqual({ total: 4, held: held.length, sold: sold.length, free });
  });
  await fc.assert(property, { numRuns: 25 });
});

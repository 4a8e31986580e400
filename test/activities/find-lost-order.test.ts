import { describe, expect, test } from 'vitest';
import type { Catalogue, SandboxOptions } from '../../sandbox/sandbox.js';
import { createActivities } from '../../src/activities/activities.js';
import { aCheckedOrder } from '../support/a-checked-order.js';
import { aClient } from '../support/a-client.js';
import { anOrderIn, event, plentiful } from '../support/a-sandbox.js';
import { serve } from '../support/serve.js';
import { wireOrder } from '../ticketscloud/wire-order.js';
import { aScene, attempt, request } from './deeds.js';

const HOUR_MS = 3_600_000;
const PAGE_SIZE = 200;

/** A scene in which orders can be lost, and looked for by the platform's time of now, or another. */
async function aSearch(options: SandboxOptions = {}) {
  const { sandbox, activities, begin, sent } = await aScene(options);
  return {
    sandbox,
    begin,
    sent,
    /** Makes an order whose answer is lost, and returns it as the platform has it. */
    async lose(lost = request) {
      sandbox.fail({ match: { method: 'POST' }, fault: { kind: 'reset' }, effect: true });
      await attempt(1, activities.createOrder, lost).catch(() => undefined);
      return (await sandbox.orders())[0]!;
    },
    find: async (sinceMs?: number, evenOver?: boolean) =>
      attempt(1, activities.findLostOrder, request, sinceMs ?? (await sandbox.now()), evenOver),
  };
}

describe.each([
  ['filters', {}],
  ['no filters', { ignoreFilters: true }],
])('on a platform that knows %s', (_, options) => {
  test('finds the order of a create whose answer was lost', async () => {
    const { sandbox, lose, find } = await aSearch(options);
    await sandbox.create();
    const { id, number, tickets } = await lose();
    await sandbox.create();
    expect(await find()).toEqual({
      id,
      number,
      tickets,
      status: 'executed',
      total: '100.00',
      reservedTill: '2016-01-26T09:35:19.378Z',
      reservedTillMs: Date.UTC(2016, 0, 26, 9, 35, 19, 378),
      holdMs: 600_378,
    });
  });

  test('takes no order of the event for ours that bears no mark, or that of another', async () => {
    const { sandbox, lose, find } = await aSearch(options);
    await sandbox.create();
    await sandbox.create({ payment: { success_url: 'https://shop.example/A-1?order=A-1' } });
    await lose(aCheckedOrder({ reference: 'A-10' }));
    expect(await find()).toBeNull();
  });

  test.each(['cancel', 'expire'] as const)('passes over one that is over (%s)', async (move) => {
    const { sandbox, lose, find } = await aSearch(options);
    await sandbox.platform[move]((await lose()).id);
    expect(await find()).toBeNull();
  });

  test('finds the one that is alive behind one that is over', async () => {
    const { sandbox, lose, find } = await aSearch(options);
    const { id } = await lose();
    await sandbox.platform.cancel((await lose()).id);
    expect(await find()).toMatchObject({ id, status: 'executed' });
  });

  test.each(['cancel', 'expire'] as const)(
    'finds one that is over where it is asked to (%s)',
    async (move) => {
      const { sandbox, lose, find } = await aSearch(options);
      const { id } = await lose();
      await sandbox.platform[move](id);
      expect(await find(undefined, true)).toMatchObject({ id });
      const { id: alive } = await lose();
      expect(await find(undefined, true)).toMatchObject({ id: alive, status: 'executed' });
    },
  );

  test.each(['in_progress', 'done'] as const)('finds one that is %s', async (status) => {
    const { sandbox, lose, find } = await aSearch(options);
    const lost = await lose();
    await sandbox.patch(lost, { payment: { system: 'api/BASE' } });
    await sandbox.patch(lost, { status: 'in_progress' });
    if (status === 'done') await sandbox.patch(lost, { status });
    expect(await find()).toMatchObject({ id: lost.id, status });
  });

  test('finds none where there are no orders', async () => {
    const { find, sent } = await aSearch(options);
    expect(await find()).toBeNull();
    expect(sent()).toEqual(['GET']);
  });

  test('changes nothing, however often it is carried out', async () => {
    const { lose, find, begin, sent } = await aSearch(options);
    await lose();
    begin();
    const [first, ...others] = await Promise.all([find(), find(), find()]);
    expect(others).toEqual([first, first]);
    expect(sent()).toEqual(['GET', 'GET', 'GET']);
  });
});

test.each([
  ['an hour behind', HOUR_MS],
  ['a day ahead', -24 * HOUR_MS],
])('finds the order when the clock of the platform is %s', async (_, behindMs) => {
  const { sandbox, lose, find } = await aSearch();
  const { id } = await lose();
  expect(await find((await sandbox.now()) + behindMs)).toMatchObject({ id });
});

test('asks for the recent orders of the event', async () => {
  const { sandbox, find } = await aSearch();
  await find();
  const asked = new URLSearchParams(sandbox.journal().at(-1)!.query);
  expect(asked.get('events')).toBe(event);
  expect(asked.get('created_at')).toBe('2016-01-26T08:25:19.378Z,2016-01-27T09:25:19.378Z');
});

test.each([
  ['finds ours beside an order that it cannot read', undefined, false],
  ['takes no order of ours that it cannot read for none', request.reference, true],
])('%s', async (_, reference, isOurs) => {
  const mark = `https://order.invalid/?reference=${reference}`;
  const strange = {
    ...wireOrder({ id: 'e'.repeat(24) }),
    status: 'refunded',
    payment: { success_url: mark },
  };
  const ours = wireOrder({
    payment: { success_url: `https://order.invalid/?reference=${request.reference}` },
  });
  const { url } = await serve((response) => {
    response.end(JSON.stringify(isOurs ? [strange] : [strange, ours]));
  });
  const found = attempt(1, createActivities(aClient(url)).findLostOrder, request, 0);
  await (isOurs
    ? expect(found).rejects.toMatchObject({ type: 'Unknown' })
    : expect(found).resolves.toMatchObject({ id: ours.id }));
});

test('does not take a list that it could not read for one without our order', async () => {
  const { sandbox, lose, find } = await aSearch();
  await lose();
  sandbox.fail({ match: { method: 'GET' }, fault: { kind: 'malformed' } });
  await expect(find()).rejects.toMatchObject({ type: 'Unknown' });
});

describe('where there are more orders than go on a page', () => {
  const catalogue: Catalogue = {
    events: [{ id: event, sets: [{ id: plentiful, rule: plentiful, price: '100.00', tickets: 500 }] }],
  };
  const crowd = (sandbox: Awaited<ReturnType<typeof aSearch>>['sandbox'], count: number) =>
    Promise.all(Array.from({ length: count }, () => sandbox.create()));

  test.each([
    ['first', PAGE_SIZE - 1, ['GET']],
    ['second', PAGE_SIZE, ['GET', 'GET']],
  ])('finds ours on the %s page', async (_, others, pages) => {
    const { sandbox, lose, find, begin, sent } = await aSearch({ catalogue });
    const { id } = await lose();
    await crowd(sandbox, others);
    begin();
    expect(await find()).toMatchObject({ id });
    expect(sent()).toEqual(pages);
  });

  test('finds none when it has seen them all', async () => {
    const { sandbox, find, begin, sent } = await aSearch({ catalogue });
    await crowd(sandbox, PAGE_SIZE + 1);
    begin();
    expect(await find()).toBeNull();
    expect(sent()).toEqual(['GET', 'GET', 'GET']);
  });

  test('finds ours where all come at once', async () => {
    const { sandbox, lose, find, begin, sent } = await aSearch({ catalogue, ignoreFilters: true });
    const { id } = await lose();
    await crowd(sandbox, PAGE_SIZE);
    begin();
    expect(await find()).toMatchObject({ id });
    expect(sent()).toEqual(['GET']);
  });
});

test('stops when a page brings nothing but what it has seen', async () => {
  const { sandbox, find, begin, sent } = await aSearch({ ignoreFilters: true });
  await anOrderIn(sandbox, 'executed');
  await anOrderIn(sandbox, 'done');
  begin();
  expect(await find()).toBeNull();
  expect(sent()).toEqual(['GET', 'GET']);
});

test('stops after ten pages where there is no end of them', async () => {
  let page = 0;
  const { url, received } = await serve((response) => {
    const id = String(++page).padStart(24, '0');
    response.end(JSON.stringify([wireOrder({ id })]));
  });
  const { findLostOrder } = createActivities(aClient(url));
  expect(await attempt(1, findLostOrder, request, 0)).toBeNull();
  expect(received.map((one) => new URL(one.url!, url).searchParams.get('page'))).toEqual(
    Array.from({ length: 10 }, (_, index) => String(index + 1)),
  );
});

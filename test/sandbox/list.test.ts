import { expect, it } from 'vitest';
import type { OrderView } from '../../sandbox/sandbox.js';
import type { TestSandbox } from '../support/a-sandbox.js';
import { aSandbox, anOrderIn, event, ordersPath } from '../support/a-sandbox.js';

async function list(sandbox: TestSandbox, query: string) {
  const { status, body } = await sandbox.call('GET', ordersPath + query);
  return { status, ids: (body as unknown as OrderView[]).map(({ id }) => id) };
}

/** Three orders, a second apart: 09:25:19 executed, :20 canceled, :21 done; newest first. */
async function threeOrders(sandbox: TestSandbox) {
  const first = await anOrderIn(sandbox, 'executed');
  sandbox.advance(1000);
  const second = await anOrderIn(sandbox, 'canceled');
  sandbox.advance(1000);
  const third = await anOrderIn(sandbox, 'done');
  return [third.id, second.id, first.id];
}

it.each([
  ['', [0, 1, 2]],
  ['?status=done,canceled', [0, 1]],
  [`?events=${event}`, [0, 1, 2]],
  [`?events=${'0'.repeat(24)}`, []],
  ['?created_at=2016-01-26T09:25:20Z,2016-01-26T09:25:21Z', [1]],
  ['?created_at=2016-01-26 09:25:20,', [0, 1]],
  ['?created_at=,2016-01-26T09:25:20.378Z', [1, 2]],
  ['?page_size=2', [0, 1]],
  ['?page_size=2&page=2', [2]],
  ['?page=2', []],
])('lists for %j what the filter means, newest first', async (query, expected) => {
  const sandbox = await aSandbox();
  const ids = await threeOrders(sandbox);
  expect((await list(sandbox, query)).ids).toEqual(expected.map((index) => ids[index]));
});

it.each([
  ['created_at=yesterday', 'created_at: expected from,to'],
  ['created_at=yesterday,', 'created_at: expected ISO instants'],
  ['page_size=201', 'page_size: Too big: expected number to be <=200'],
  ['state=done', 'Unrecognized key: "state"'],
])('refuses the filter %s', async (query, error) => {
  const sandbox = await aSandbox();
  expect(await sandbox.call('GET', `${ordersPath}?${query}`)).toMatchObject({
    status: 400,
    body: { errors: [error] },
  });
});

it('pages by 50 unless told otherwise', async () => {
  const sandbox = await aSandbox();
  for (let count = 0; count < 51; count++) await sandbox.create();
  expect((await list(sandbox, '')).ids).toHaveLength(50);
});

it('ignores filters and pages when started so', async () => {
  const sandbox = await aSandbox({ ignoreFilters: true });
  const ids = await threeOrders(sandbox);
  expect((await list(sandbox, '?status=expired&page=9&page_size=1')).ids).toEqual(ids);
});

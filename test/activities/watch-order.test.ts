import { ApplicationFailureCategory } from '@temporalio/common';
import { expect, test } from 'vitest';
import { anOrderIn } from '../support/a-sandbox.js';
import { aScene, attempt, temporal } from './deeds.js';

const PAGE = 'sandbox/PAGE';
// Of half an hour, from 19.378 s past the minute on; the Date header has no fractions of a second.
const LAST_TWO_MINUTES = 28 * 60_000 + 622;

/** An order on its payment page: `watch` looks at it in a later attempt, or the first. */
async function aWatch(status: 'executed' | 'in_progress' = 'in_progress') {
  const { sandbox, activities, begin, sent } = await aScene();
  const { id } = await anOrderIn(sandbox, status, PAGE);
  const known = await attempt(1, activities.readOrder, id);
  begin();
  const watch = (count = 1) => attempt(count, activities.watchOrder, known);
  /** Looks in an attempt that begins so long after the last look that saw something. */
  const watchAfter = (ms: number) =>
    temporal(9, { heartbeatDetails: 1_000, currentAttemptScheduledTimestampMs: 1_000 + ms }).run(
      activities.watchOrder,
      known,
    );
  return { sandbox, known, sent, watch, watchAfter };
}

test('fails while nothing has moved, in a way that alarms nobody and is tried again', async () => {
  const { watch, sent } = await aWatch();
  await expect(watch()).rejects.toMatchObject({
    type: 'StillInProgress',
    message: 'the order is still in_progress',
    category: ApplicationFailureCategory.BENIGN,
    nonRetryable: false,
  });
  expect(sent()).toEqual(['GET']);
});

test.each([
  ['after 5 seconds for the first time', 1, 0, 5_000],
  ['every 15 seconds then', 2, 0, 15_000],
  ['every 15 seconds for five minutes', 20, 0, 15_000],
  ['every minute then', 21, 0, 60_000],
  ['every minute until the last two', 100, LAST_TWO_MINUTES - 1, 60_000],
  ['every 15 seconds in the last two minutes', 100, LAST_TWO_MINUTES, 15_000],
])('looks again %s', async (_, count, passedMs, nextRetryDelay) => {
  const { sandbox, watch } = await aWatch();
  sandbox.advance(passedMs);
  await expect(watch(count)).rejects.toMatchObject({ nextRetryDelay });
});

test.each([
  ['pay', 'done'],
  ['expire', 'expired'],
  ['cancel', 'canceled'],
] as const)('returns the order when the platform has moved it (%s)', async (move, status) => {
  const { sandbox, known, watch, sent } = await aWatch();
  await sandbox.platform[move](known.id);
  expect(await watch()).toMatchObject({ id: known.id, status, total: '100.00' });
  expect(sent()).toEqual(['GET']);
});

test('returns the order when the hold is over', async () => {
  const { sandbox, watch } = await aWatch();
  sandbox.advance(30 * 60_000);
  expect(await watch()).toMatchObject({ status: 'expired' });
});

test('returns the order when the end of its hold has moved', async () => {
  const { sandbox, known, watch } = await aWatch();
  await sandbox.platform.prolong(known.id, 60_000);
  expect(await watch()).toEqual({
    ...known,
    reservedTill: '2016-01-26T09:56:19.378Z',
    reservedTillMs: known.reservedTillMs + 60_000,
    holdMs: known.holdMs + 60_000,
  });
});

test('returns the order when it is in another state than was known, moved by whomever', async () => {
  const { sandbox, known, watch } = await aWatch('executed');
  await sandbox.patch(known, { status: 'in_progress' });
  expect(await watch()).toMatchObject({ status: 'in_progress' });
});

test('is NotFound when the platform has forgotten the order', async () => {
  const { sandbox, known, watch } = await aWatch();
  await sandbox.platform.vanish(known.id);
  await expect(watch()).rejects.toMatchObject({ type: 'NotFound' });
});

test.each([
  ['tried again', 5 * 60_000 - 1, false],
  ['told for good', 5 * 60_000, true],
])('is %s when nothing could be seen for that long', async (_, ms, nonRetryable) => {
  const { sandbox, watchAfter } = await aWatch();
  sandbox.fail({ match: { method: 'GET' }, fault: { kind: 'status', status: 401 } });
  await expect(watchAfter(ms)).rejects.toMatchObject({ type: 'WrongKey', nonRetryable });
});

test('is tried again, however long it takes, while the order can be seen', async () => {
  const { watchAfter } = await aWatch();
  await expect(watchAfter(60 * 60_000)).rejects.toMatchObject({
    type: 'StillInProgress',
    nonRetryable: false,
  });
});

import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { anOrderIn } from '../support/a-sandbox.js';
import { aScene, attempt, temporal } from './deeds.js';

test('shows the order, and how long it is held by the clock of the platform', async () => {
  const { sandbox, activities } = await aScene();
  const order = await anOrderIn(sandbox, 'executed');
  // The platform's clock stands in 2016, and its Date header has no fractions of a second.
  expect(await attempt(1, activities.readOrder, order.id)).toEqual({
    id: order.id,
    number: order.number,
    status: 'executed',
    total: '100.00',
    tickets: order.tickets,
    reservedTill: '2016-01-26T09:35:19.378Z',
    reservedTillMs: Date.UTC(2016, 0, 26, 9, 35, 19, 378),
    holdMs: 600_378,
  });
});

test('shows a hold that is over as below zero', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'executed');
  sandbox.advance(660_000);
  expect(await attempt(1, activities.readOrder, id)).toMatchObject({ status: 'expired', holdMs: -59_622 });
});

test('changes nothing, however often it is carried out', async () => {
  const { sandbox, activities, begin, sent } = await aScene();
  const { id } = await anOrderIn(sandbox, 'in_progress');
  begin();
  const looks = [1, 2, 3].map((count) => attempt(count, activities.readOrder, id));
  const [first, ...others] = await Promise.all(looks);
  expect(others).toEqual([first, first]);
  expect(sent()).toEqual(['GET', 'GET', 'GET']);
});

test('is NotFound when the platform has forgotten the order', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'executed');
  await sandbox.platform.vanish(id);
  await expect(attempt(1, activities.readOrder, id)).rejects.toMatchObject({ type: 'NotFound' });
});

test('asks no longer than is left for all attempts', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'executed');
  sandbox.fail({ match: { method: 'GET' }, fault: { kind: 'hang' } });
  const asked = temporal(3, {
    scheduleToCloseTimeoutMs: 300_000,
    scheduledTimestampMs: 1_000,
    currentAttemptScheduledTimestampMs: 300_900,
  }).run(activities.readOrder, id);
  // It hangs for 10 s otherwise.
  await expect(Promise.race([asked, setTimeout(5_000, 'still asking')])).rejects.toMatchObject({
    type: 'Unknown',
  });
});

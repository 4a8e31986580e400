import { expect, test } from 'vitest';
import { anOrderIn, plentiful } from '../support/a-sandbox.js';
import { aScene, attempt } from './deeds.js';

test('sells the tickets', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'in_progress');
  expect(await attempt(1, activities.completeOrder, id)).toMatchObject({ id, status: 'done' });
  expect((await sandbox.stock())[plentiful]).toMatchObject({ held: 0, sold: 1 });
});

test('finds the order done when somebody else was faster', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'done');
  expect(await attempt(1, activities.completeOrder, id)).toMatchObject({ id, status: 'done' });
});

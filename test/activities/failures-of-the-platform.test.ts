import { expect, it } from 'vitest';
import { anOrderIn } from '../support/a-sandbox.js';
import { aScene, attempt, request } from './deeds.js';

it.each(['0', 'Tue, 26 Jan 2016 09:25:00 GMT'])(
  'does not take "Retry-After: %s" for "at once"',
  async (when) => {
    const { sandbox, activities } = await aScene();
    sandbox.fail({ fault: { kind: 'status', status: 429, headers: { 'Retry-After': when } } });

    const failure = attempt(1, activities.createOrder, request);

    await expect(failure).rejects.not.toHaveProperty('nextRetryDelay', 0);
  },
);

it('tells the workflow, too, how long the platform asks to wait', async () => {
  const { sandbox, activities } = await aScene();
  sandbox.fail({ fault: { kind: 'status', status: 429, headers: { 'Retry-After': '20' } } });

  const failure = attempt(1, activities.createOrder, request);

  await expect(failure).rejects.toMatchObject({ details: [{ retryAfterMs: 20_000 }] });
});

it('does not believe a 404 to a change while the order can still be read', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'in_progress');
  sandbox.fail({ match: { method: 'PATCH' }, fault: { kind: 'status', status: 404 } });

  await expect(attempt(1, activities.completeOrder, id)).rejects.toMatchObject({ type: 'Unknown' });
});

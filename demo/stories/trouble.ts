import type { Story } from '../story.js';

/** A lost answer leaves open whether the request took effect: so the next attempt looks (GET) before it asks again. */
export const trouble: Story = {
  name: 'trouble',
  title: 'The platform is busy, then loses two answers on the way',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ misfortune, say, place, pay }) {
    await misfortune({
      match: { method: 'POST' },
      fault: { kind: 'status', status: 503, headers: { 'Retry-After': '1' } },
    });
    for (const status of ['in_progress', 'done'])
      await misfortune({ match: { body: { status } }, effect: true, fault: { kind: 'reset' } });
    await say('platform', 'will answer 503 once, and lose the answers to in_progress and done');

    const due = await place();
    await pay(due.total);
  },
};

import type { Story } from '../story.js';

/** The platform cannot tell a repeated create from a new one: so the order is looked for before anything is repeated. */
export const lostCreate: Story = {
  name: 'lost-create',
  title: 'The answer to the create is lost, yet one ticket is held',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ misfortune, say, place, pay }) {
    await misfortune({ match: { method: 'POST' }, effect: true, fault: { kind: 'reset' } });
    await say('platform', 'will lose the answer to the create');

    const due = await place();
    await pay(due.total);
  },
};

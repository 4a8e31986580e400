import type { Story } from '../story.js';

export const paid: Story = {
  name: 'paid',
  title: 'An order is paid',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ place, pay }) {
    const due = await place();
    await pay(due.total);
  },
};

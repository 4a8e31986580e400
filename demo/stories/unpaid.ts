import type { Story } from '../story.js';

export const unpaid: Story = {
  name: 'unpaid',
  title: 'Nobody pays, so the ticket goes back on sale',
  expected: { outcome: 'expired', order: 'canceled', ticket: 'free' },

  async play({ place, say }) {
    // The platform would hold the ticket for half an hour; this shop gives up sooner.
    await place({ paymentWindow: '2 seconds' });
    await say('customer', 'does nothing');
  },
};

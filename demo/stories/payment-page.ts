import type { Story } from '../story.js';

export const paymentPage: Story = {
  name: 'payment-page',
  title: 'The customer pays on the platform, and nobody tells the shop',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ place, payOnPage, say }) {
    const due = await place({
      payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' },
    });
    await payOnPage(due);
    await say('shop', 'hears nothing; the worker looks after 5 s, then every 15 s');
  },
};

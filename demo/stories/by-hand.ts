import type { Story } from '../story.js';

/** Of all that asks for help the quickest to see: what no waiting can cure does so at once. */
export const byHand: Story = {
  name: 'by-hand',
  title: 'One payment is reported with two amounts, which is resolved by hand',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ place, pay, say, report, asksFor, resolveByHand }) {
    await place();
    await pay('40.00', 'first');
    await say('shop', 'reports the same payment with another amount, 60.00');
    await report('first', '60.00');
    await say('demo', 'a call that does not come off asks for help after five minutes, this at once');
    await asksFor('payment_conflict');

    await resolveByHand('completed', 'the bank has 40.00, the rest is still to come');
    await asksFor(undefined);
    await pay('60.00', 'second');
  },
};

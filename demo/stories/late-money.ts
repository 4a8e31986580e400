import type { Story } from '../story.js';

/** The order is over and its workflow closed: the money is on the list of what the shop owes until somebody settles it. */
export const lateMoney: Story = {
  name: 'late-money',
  title: 'The money comes too late, so it is owed back',
  expected: { outcome: 'canceled', order: 'canceled', ticket: 'free' },

  async play({ place, callOff, pay, owes, settleRefund }) {
    const { total } = await place();
    await callOff('found a better date');

    await pay(total);
    await owes([total]);
    await settleRefund('sent back to the card');
    await owes([]);
  },
};

import type { Story } from '../story.js';

export const calledOff: Story = {
  name: 'called-off',
  title: 'The customer calls the order off',
  expected: { outcome: 'canceled', order: 'canceled', ticket: 'free' },

  async play({ place, callOff }) {
    await place();
    await callOff('found a better date');
  },
};

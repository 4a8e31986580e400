import type { Story } from '../story.js';

/** The worst moment: the money is taken, the platform knows, and who told it dies before it can write that down. */
export const crash: Story = {
  name: 'crash',
  title: 'The worker is killed in the middle, and a new one goes on',
  expected: { outcome: 'completed', order: 'done', ticket: 'sold' },

  async play({ place, pay, killWorkerAfter, workerIsReplaced, say }) {
    const due = await place();
    await killWorkerAfter({ method: 'PATCH', body: { status: 'done' } });
    await say('worker', 'will be killed as soon as the platform has done what it asks');

    await Promise.all([pay(due.total), workerIsReplaced()]);
  },
};

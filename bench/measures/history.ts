import type { Ground } from '../ground.js';
import { number, table } from '../markdown.js';
import { openSite, type Running, type Site } from '../site.js';
import { variantNames } from '../variants/variant.js';
import { countActions } from './actions.js';
import type { Measured } from './measure.js';

/** Reads what one paid order leaves behind: events, workflow tasks, bytes, and the actions that Temporal Cloud bills. */
export async function measureHistory(ground: Ground): Promise<Measured> {
  const site = await openSite(ground, variantNames);
  const sizes = [];
  for (const variant of site.variants)
    sizes.push({ name: variant.name, ...(await sizeOfOrder(site, variant)) });
  await site.kill();
  const ours = sizes.find(({ name }) => name === 'ours');
  return {
    figures: { paidEvents: ours?.events ?? Number.NaN, paidTasks: ours?.tasks ?? Number.NaN },
    report: [
      '## The history of a paid order',
      table(
        ['', 'events', 'workflow tasks', 'bytes', 'actions'],
        sizes.map(({ name, ...size }) => [
          name,
          ...[size.events, size.tasks, size.bytes, size.actions].map(number),
        ]),
      ),
      'Actions are counted by the [rules of Temporal Cloud](https://docs.temporal.io/cloud/actions), from the history.',
    ].join('\n\n'),
  };
}

async function sizeOfOrder({ client }: Site, { place, pay, workflowId }: Running) {
  await place('history');
  await pay('history');
  const handle = client.workflow.getHandle(workflowId('history'));
  const events = (await handle.fetchHistory()).events ?? [];
  const { historySize: bytes = Number.NaN } = await handle.describe();
  const tasks = events.filter((event) => event.workflowTaskCompletedEventAttributes).length;
  return { events: events.length, tasks, bytes, actions: countActions(events) };
}

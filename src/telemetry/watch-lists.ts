import type { Client } from '@temporalio/client';
import type { MetricMeter } from '@temporalio/common';
import { attentions } from '../domain/attention.js';
import { ORDER_SAGA, searchAttribute } from '../workflows/contract.js';
import { ofLists, record } from './metrics.js';

// Nine small questions; what waits for a human does not change by the second.
const EVERY_MS = 30_000;
const ANSWERED_WITHIN_MS = 5_000;

/**
 * Asks Temporal every half minute what is open, and shows it as gauges: what a worker has counted itself would be gone
 * with it. Returns what stops it.
 */
export function watchLists(client: Client, meter: MetricMeter): () => Promise<void> {
  let asking = Promise.resolve();
  // While nobody answers, the gauges stay as they were; how old they are is a gauge, too.
  const ask = () => {
    asking = showLists(client, meter).catch(() => undefined);
  };
  const timer = setInterval(ask, EVERY_MS);
  ask();
  return () => {
    clearInterval(timer);
    return asking;
  };
}

async function showLists(client: Client, meter: MetricMeter): Promise<void> {
  const running = async (what: string) => {
    const query = `${what} AND ExecutionStatus = 'Running'`;
    const { count } = await client.withDeadline(Date.now() + ANSWERED_WITHIN_MS, () =>
      client.workflow.count(query),
    );
    return count;
  };
  record(meter, ofLists.open, await running(`WorkflowType = '${ORDER_SAGA}'`), {});
  for (const code of attentions) {
    const waiting = await running(`${searchAttribute.needsAttention.name} = '${code}'`);
    record(meter, ofLists.attentionOpen, waiting, { code });
  }
  record(meter, ofLists.listedAt, Math.floor(Date.now() / 1_000), {});
}

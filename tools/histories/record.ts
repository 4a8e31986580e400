import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { startSandbox } from '../../sandbox/sandbox.js';
import { createActivities } from '../../src/activities/activities.js';
import { createOrders } from '../../src/client.js';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { orderScenarios } from './orders.js';
import { platformScenarios } from './platform.js';
import { raceScenarios } from './races.js';
import { refundScenarios } from './refunds.js';
import { startSplitWorker } from './split-worker.js';
import { inFull } from './stage.js';

const scenarios = { ...orderScenarios, ...platformScenarios, ...raceScenarios, ...refundScenarios };

/** Everything that there is a history of. */
export const scenarioNames: readonly string[] = Object.keys(scenarios);

// Histories keep it, and by default it is made of the process and the machine.
export const identity = 'recorder';

export interface Recorder extends Required<Pick<WorkerOptions, 'workflowBundle'>> {
  readonly client: Client;
  readonly connection: NativeConnection;
}

/** Plays a scenario on a platform of its own, the same at every recording, and answers the history that it makes. */
export async function record(name: string, { client, ...server }: Recorder): Promise<string> {
  const reference = `recorded-${name}`;
  const sandbox = await startSandbox({ seed: 1 });
  const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const activities = createActivities(upstream);
  const worker = await startSplitWorker({ ...server, identity, taskQueue: DEFAULT_TASK_QUEUE, activities });
  const order = client.workflow.getHandle(orderWorkflowId(reference));
  await scenarios[name]!({ reference, orders: createOrders(client), sandbox, workflow: order, worker });
  const recorded =
    name in refundScenarios
      ? client.workflow.getHandle(refundWorkflowId(reference, inFull.paymentId))
      : order;
  // To be canceled is an end too.
  await recorded.result().catch(() => undefined);
  const json = historyToJSON(await recorded.fetchHistory());
  await worker.close();
  upstream.close();
  await sandbox.close();
  return layOut(json);
}

/** A line an event, and no stack traces: they name files of this machine, and no replay reads them. */
function layOut(json: string): string {
  const { events } = JSON.parse(json) as { events: object[] };
  const lines = events.map((event) =>
    JSON.stringify(event, (key, value: unknown) => (key === 'stackTrace' ? undefined : value)),
  );
  return `{"events":[\n${lines.join(',\n')}\n]}\n`;
}

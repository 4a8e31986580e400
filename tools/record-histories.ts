/**
 * Records the histories that test/replay replays: orders, what the platform does to them, races and refunds, on a real dev server, a file each.
 * Read test/replay/README.md first: once something is released they are not to be recorded again.
 *
 *   npx tsx tools/record-histories.ts [name …]
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { startSandbox } from '../sandbox/sandbox.js';
import { createActivities } from '../src/activities/activities.js';
import { preloadModules } from '../src/bundling.js';
import { createOrders } from '../src/client.js';
import { createTicketscloud } from '../src/ticketscloud/ticketscloud.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId, refundWorkflowId } from '../src/workflows/contract.js';
import { orderScenarios } from './histories/orders.js';
import { platformScenarios } from './histories/platform.js';
import { raceScenarios } from './histories/races.js';
import { refundScenarios } from './histories/refunds.js';
import { startSplitWorker } from './histories/split-worker.js';
import { inFull, type Scenario } from './histories/stage.js';
import { ensureDevServer } from './temporal/ensure-server.js';
import { startDevServer } from './temporal/start-dev-server.js';

// Histories keep it, and by default it is made of the process and the machine.
const identity = 'recorder';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const server = await startDevServer({ path: await ensureDevServer() });
const connection = await NativeConnection.connect({ address: server.address });
const clientConnection = await Connection.connect({ address: server.address });
const client = new Client({ connection: clientConnection, identity });

const workflowsPath = fileURLToPath(new URL('../src/workflows/workflows.ts', import.meta.url));
const workflowBundle = await bundleWorkflowCode({
  workflowsPath,
  preloadModules,
  logger: new DefaultLogger('ERROR'),
});

const asked = process.argv.slice(2);
const refundWorkflowIdOf = (reference: string) => refundWorkflowId(reference, inFull.paymentId);
await recordAll(orderScenarios, orderWorkflowId);
await recordAll(platformScenarios, orderWorkflowId);
await recordAll(raceScenarios, orderWorkflowId);
await recordAll(refundScenarios, refundWorkflowIdOf);
await clientConnection.close();
await connection.close();
await server.stop();

async function recordAll(
  scenarios: Readonly<Record<string, Scenario>>,
  workflowIdOf: (reference: string) => string,
): Promise<void> {
  for (const [name, play] of Object.entries(scenarios)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const file = new URL(`../test/replay/histories/${name}.json`, import.meta.url);
    await writeFile(file, await record(name, play, workflowIdOf));
    console.log(`recorded ${name}`);
  }
}

/** Plays a scenario on a platform of its own, the same at every recording, and answers a history that it made. */
async function record(name: string, play: Scenario, workflowIdOf: (reference: string) => string) {
  const reference = `recorded-${name}`;
  const sandbox = await startSandbox({ seed: 1 });
  const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const worker = await startSplitWorker({
    connection,
    identity,
    taskQueue: DEFAULT_TASK_QUEUE,
    workflowBundle,
    activities: createActivities(upstream),
  });
  const order = client.workflow.getHandle(orderWorkflowId(reference));
  const recorded = client.workflow.getHandle(workflowIdOf(reference));
  await play({ reference, orders: createOrders(client), sandbox, workflow: order, worker });
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

/**
 * Records the histories that test/replay replays: an order for every way to end, on a real dev server, a file each.
 * Read test/replay/README.md first: once something is released they are not to be recorded again.
 *
 *   npx tsx tools/record-histories.ts [name …]
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { startSandbox } from '../sandbox/sandbox.js';
import { createActivities } from '../src/activities/activities.js';
import { createOrders } from '../src/client.js';
import { createTicketscloud } from '../src/ticketscloud/ticketscloud.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId } from '../src/workflows/contract.js';
import { scenarios, type Scenario } from './recorded-scenarios.js';
import { ensureDevServer } from './temporal/ensure-server.js';
import { startDevServer } from './temporal/start-dev-server.js';

// Histories keep it, and by default it is made of the process and the machine.
const identity = 'recorder';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const server = await startDevServer({ path: await ensureDevServer() });
const connection = await NativeConnection.connect({ address: server.address });
const clientConnection = await Connection.connect({ address: server.address });
const client = new Client({ connection: clientConnection, identity });

const asked = process.argv.slice(2);
for (const [name, scenario] of Object.entries(scenarios)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const file = new URL(`../test/replay/histories/${name}.json`, import.meta.url);
  await writeFile(file, await record(name, scenario));
  console.log(`recorded ${name}`);
}
await clientConnection.close();
await connection.close();
await server.stop();

/** Plays a scenario on a platform of its own, which is the same at every recording, and answers the history of its order. */
async function record(name: string, play: Scenario): Promise<string> {
  const reference = `recorded-${name}`;
  const sandbox = await startSandbox({ seed: 1 });
  const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const worker = await Worker.create({
    connection,
    identity,
    taskQueue: DEFAULT_TASK_QUEUE,
    workflowsPath: fileURLToPath(new URL('../src/workflows/order-saga.ts', import.meta.url)),
    activities: createActivities(upstream),
  });
  const orders = createOrders(client);
  const workflow = client.workflow.getHandle(orderWorkflowId(reference));
  const json = await worker.runUntil(async () => {
    await play({ reference, orders, sandbox, workflow });
    await orders.outcome(reference);
    return historyToJSON(await workflow.fetchHistory());
  });
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

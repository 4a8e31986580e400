// The worker of what ours is compared with: the same settings as src/worker.ts, other workflows. Started by site.ts.
import { parseArgs } from 'node:util';
import { DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { installRuntime } from '../src/telemetry/install-runtime.js';
import { createTicketscloud } from '../src/ticketscloud/ticketscloud.js';
import { workerSettings } from '../src/worker-settings.js';
import { createTextbookActivities } from './variants/textbook-activities.js';

const text = { type: 'string', default: '' } as const;
const { address, queue, bundle, upstream } = parseArgs({
  options: { address: text, queue: text, bundle: text, upstream: text },
}).values;

installRuntime(new DefaultLogger('WARN'), undefined);
const connection = await NativeConnection.connect({ address });
const ticketscloud = createTicketscloud({ url: upstream, apiKey: '0'.repeat(32), allowHttp: true });
const worker = await Worker.create({
  ...workerSettings,
  connection,
  taskQueue: queue,
  workflowBundle: { codePath: bundle },
  activities: createTextbookActivities(ticketscloud),
});
const stopped = worker.run();
console.log('worker ready');
await stopped;
ticketscloud.close();
await connection.close();

/**
 * The worker: reads its configuration, joins the rooms, and works on orders until it is told to stop.
 *
 *   npm run worker            (npm run worker -- --help for the environment it reads)
 */
import { extname } from 'node:path';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from './activities/activities.js';
import { asksForHelp } from './asks-for-help.js';
import {
  builtBundle,
  failureConverterPath,
  preloadModules,
  workflowsPath,
  type Bundled,
} from './bundling.js';
import { readConfig } from './config.js';
import { readEncryption, type Encryption } from './encryption.js';
import { createLogger, forTemporal } from './logging.js';
import { aroundCalls } from './telemetry/around-calls.js';
import { installRuntime } from './telemetry/install-runtime.js';
import { measureCalls } from './telemetry/measure-calls.js';
import { startAtZero } from './telemetry/start-at-zero.js';
import { openTracing } from './telemetry/tracing.js';
import { watchLists } from './telemetry/watch-lists.js';
import { watchedOptions } from './telemetry/worker-options.js';
import { connectTemporal } from './temporal.js';
import { createTicketscloud } from './ticketscloud/ticketscloud.js';
import { warnOfWrongKey } from './warn-of-wrong-key.js';
import { workerSettings } from './worker-settings.js';
import { ofVersion } from './worker-version.js';

const help = `npm run worker: works on the orders of one task queue, until SIGTERM or SIGINT.

  TICKETSCLOUD_URL            the address of the API
  TICKETSCLOUD_API_KEY        its key, or TICKETSCLOUD_API_KEY_FILE, a file that holds it
  TICKETSCLOUD_ALLOW_HTTP     1 lets the address be http://, for a sandbox
  ORDERS_TASK_QUEUE           default: orders
  ORDERS_CODEC_KEYS           encrypts what Temporal keeps: id:key, the first encrypts, all decrypt; or
                              ORDERS_CODEC_KEYS_FILE, a file with one a line
  TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …   as for every Temporal client; default: localhost:7233, default
  TEMPORAL_DEPLOYMENT_NAME, TEMPORAL_WORKER_BUILD_ID
                              which version of which deployment this is: orders stay with the version that began
                              them, and a version gets new ones once it is made current: docs/upgrading.md
  METRICS_ADDRESS             where metrics are served for Prometheus, such as 127.0.0.1:9464; none without it
  OTEL_EXPORTER_OTLP_ENDPOINT, …   where traces go, by OpenTelemetry's own variables; none without it
  NODE_ENV                    production runs what npm run build made, in place of the source

Reads the file .env too. What is set in the environment wins.`;

const fromSource = extname(import.meta.url) === '.ts';

if (asksForHelp('worker')) console.log(help);
else await run();

async function run(): Promise<void> {
  const stopEarly = () => process.exit(0);
  process.once('SIGTERM', stopEarly).once('SIGINT', stopEarly);

  const logger = createLogger();
  const config = readConfig();
  const runtime = installRuntime(
    forTemporal(logger),
    'value' in config ? config.value.metricsAddress : undefined,
  );
  const encryption = readEncryption();
  const temporal = await connectTemporal((options) => NativeConnection.connect(options));
  if ('problems' in config || 'problems' in encryption || 'problems' in runtime || 'problems' in temporal) {
    for (const read of [config, encryption, runtime, temporal])
      for (const { field, expected } of 'problems' in read ? read.problems : [])
        console.error(`worker: ${field}: ${expected}`);
    if ('problems' in config || 'problems' in encryption)
      console.error('worker: reads the environment and the file .env; .env.example is one to start from');
    process.exit(1);
  }

  const { connection, namespace, address } = temporal.value;
  const { taskQueue, ticketscloud, metricsAddress, version } = config.value;
  const tracing = await openTracing('orders-worker');
  const upstream = createTicketscloud(ticketscloud);
  const warned = warnOfWrongKey(ticketscloud, logger);
  const measured = aroundCalls(upstream, measureCalls(runtime.value));
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    ...workflows(encryption.value, { traced: tracing !== undefined, versioned: version !== undefined }),
    ...ofVersion(version),
    ...watchedOptions(tracing, { bundles: fromSource }),
    activities: createActivities(tracing ? aroundCalls(measured, tracing.traceCall) : measured),
    ...workerSettings,
  });

  // Temporal's runtime stops the worker at the first signal and then listens no more, but a Ctrl-C often comes twice:
  // from the terminal and from npm. The second must not tear off what the first lets finish.
  const alreadyTold = () => undefined;
  process.on('SIGTERM', alreadyTold).on('SIGINT', alreadyTold);
  process.off('SIGTERM', stopEarly).off('SIGINT', stopEarly);
  const stopped = worker.run();
  startAtZero(runtime.value, { namespace, taskQueue });
  const stopWatching = metricsAddress && watchLists(new Client({ connection, namespace }), runtime.value);
  const { host } = new URL(ticketscloud.url);
  const ready = { address, namespace, taskQueue, upstream: host, metrics: metricsAddress };
  logger.info({ ...ready, ...version }, 'worker ready');
  await Promise.all([stopped, warned]);
  if (stopWatching) await stopWatching();
  upstream.close();
  await tracing?.close();
  await connection.close();
}

/** TypeScript is bundled at the start, which takes seconds; what was built brings bundles along. */
function workflows(
  { ring, dataConverter }: Encryption,
  way: Omit<Bundled, 'encrypts'>,
): Pick<WorkerOptions, 'workflowsPath' | 'workflowBundle' | 'bundlerOptions' | 'dataConverter'> {
  const encrypts = ring.size > 0;
  return {
    dataConverter: encrypts ? { ...dataConverter, failureConverterPath } : dataConverter,
    ...(fromSource
      ? { workflowsPath: workflowsPath(way), bundlerOptions: { preloadModules } }
      : { workflowBundle: { codePath: builtBundle({ ...way, encrypts }) } }),
  };
}

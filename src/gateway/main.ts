/**
 * The gateway's program: reads its settings, connects to Temporal, and answers requests until it is told to stop.
 *
 *   npm run gateway           (npm run gateway -- --help for the environment it reads)
 *   npm run shop              the same, with a small shop on a sandbox
 */
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { readEncryption } from '../encryption.js';
import { createLogger } from '../logging.js';
import { openTracing } from '../telemetry/tracing.js';
import { connectTemporal } from '../temporal.js';
import { usualWebUi } from '../web-ui.js';
import { readGatewayConfig } from './config.js';
import { impatient } from './impatient.js';
import { createGatewayMetrics } from './metrics.js';
import { createGateway } from './server.js';
import { readShopConfig } from './shop/config.js';

const help = `npm run gateway: takes orders over HTTP, until SIGTERM or SIGINT. /docs describes what it answers.

  GATEWAY_TOKENS               the tokens that let a caller in, separated by commas; to change one, add the new one,
                               restart, move the callers, and take the old one away at the next restart
  GATEWAY_TOKENS_FILE          in place of these: a file with one a line
  GATEWAY_WEBHOOK_SECRETS      the secrets of payment webhooks, whsec_…, separated by commas; changed in the same way
  GATEWAY_WEBHOOK_SECRETS_FILE in place of these: a file with one a line
  GATEWAY_EXAMPLE_PAY_SECRETS  lets the example of a provider in, at /webhooks/payments/example-pay
  GATEWAY_HOST, GATEWAY_PORT   where it listens; default: 127.0.0.1, 8088
  GATEWAY_REQUESTS_PER_MINUTE  what one caller may ask of this gateway: a token, or without one an address; webhooks are not
                               counted. Default: 6000
  GATEWAY_TRUST_PROXY          how many proxies stand before it; who has no token is then told apart by the address that the
                               first of them saw (X-Forwarded-For). Default: 0; more than there are lets anybody lie
  GATEWAY_METRICS_ADDRESS      where metrics are served for Prometheus, such as 127.0.0.1:9465; none without it
  OTEL_EXPORTER_OTLP_ENDPOINT, …   where traces go, by OpenTelemetry's own variables; none without it
  ORDERS_TASK_QUEUE            default: orders
  ORDERS_CODEC_KEYS            the same as the workers have, if they encrypt what Temporal keeps
  ORDERS_CODEC_KEYS_FILE       in place of these: a file with one a line
  TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …   as for every Temporal client; default: localhost:7233, default

With --shop (npm run shop), a small shop on a sandbox is open under /shop, for everybody; never in production:

  SHOP_SANDBOX_URL             the sandbox that the worker sells from; anything else is refused
  TICKETSCLOUD_URL             as the worker has it: the same address
  SHOP_PAYMENT_SECONDS         how long its customers have to pay; default: 90
  TEMPORAL_UI_URL              the Web UI, for links; default: http://localhost:8233 for a server on this machine, else
                               none

Reads the file .env too. What is set in the environment wins.`;

// As who starts it calls it.
const program = process.argv.includes('--shop') ? 'shop' : 'gateway';
const asked = readArguments();
if (asked.help) console.log(help);
else await run();

function readArguments() {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { help: flag, shop: flag } }).values;
  } catch (error) {
    console.error(`${program}: ${error instanceof Error ? error.message : String(error)}; see --help`);
    return process.exit(2);
  }
}

async function run(): Promise<void> {
  const stopEarly = () => process.exit(0);
  process.once('SIGTERM', stopEarly).once('SIGINT', stopEarly);

  const config = readGatewayConfig();
  const encryption = readEncryption();
  const temporal = await connectTemporal((options) => Connection.connect({ ...options, ...impatient }));
  const shop = asked.shop ? await readShopConfig() : { value: undefined };
  if ('problems' in config || 'problems' in encryption || 'problems' in temporal || 'problems' in shop) {
    for (const read of [config, encryption, temporal, shop])
      for (const { field, expected } of 'problems' in read ? read.problems : [])
        console.error(`${program}: ${field}: ${expected}`);
    if ('problems' in config || 'problems' in encryption || 'problems' in shop)
      console.error(`${program}: reads the environment and the file .env; .env.example is one to start from`);
    process.exit(1);
  }

  const { host, port, metricsAddress, ...settings } = config.value;
  const { connection, namespace, address } = temporal.value;
  const logger = createLogger();
  const tracing = await openTracing('orders-gateway');
  const metrics = metricsAddress === undefined ? undefined : createGatewayMetrics(metricsAddress);
  const app = await createGateway({
    ...settings,
    logger,
    client: new Client({
      connection,
      namespace,
      dataConverter: encryption.value.dataConverter,
      interceptors: { ...tracing?.clientInterceptors },
    }),
    ...(metrics && { metrics }),
    ...(tracing && { tracing }),
    ...(shop.value && { shop: { uiUrl: usualWebUi(address), ...shop.value } }),
  });
  await listening('GATEWAY_PORT', app.listen({ host, port }));
  if (metrics) await listening('GATEWAY_METRICS_ADDRESS', metrics.listen());

  const told = new Promise<void>((resolve) => {
    // A Ctrl-C often comes twice, from the terminal and from npm: the second changes nothing.
    process.on('SIGTERM', () => resolve()).on('SIGINT', () => resolve());
  });
  process.off('SIGTERM', stopEarly).off('SIGINT', stopEarly);
  logger.info({ address, namespace, listening: app.listeningOrigin }, 'gateway ready');
  await told;
  await app.close();
  metrics?.close();
  await tracing?.close();
  await connection.close();
  // For a caller who has hung up a call may still be under way, or wait to be repeated: on a connection that is closed it
  // would throw where nobody can catch it.
  process.exit(0);
}

/** Waits until somebody listens, or ends the program with what is wrong with where. */
async function listening(field: string, listens: Promise<unknown>): Promise<void> {
  try {
    await listens;
  } catch (error) {
    console.error(`${program}: ${field}: ${cannotListen(error)}`);
    process.exit(1);
  }
}

function cannotListen(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message.replace(/^.* in use /, '')} is taken by another program: end that, or set another port`;
  return `expected where it can listen: ${error instanceof Error ? error.message : String(error)}`;
}

/**
 * The gateway: the orders of src/client.ts over HTTP. This file says what holds for every request, and lists the routes.
 *
 *   request ─▶ id ─▶ rate limit ─▶ token ─▶ schema ─▶ route ─▶ src/client.ts ─▶ Temporal
 *
 * Whatever is thrown on the way is answered in problem.ts. `npm run gateway` runs it (main.ts).
 */
import rateLimit from '@fastify/rate-limit';
import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { createOrders } from '../client.js';
import type { Tracing } from '../telemetry/tracing.js';
import { createCarefulServer } from './careful-server.js';
import { createGate } from './gate.js';
import { eventRoutes } from './event-routes.js';
import { createEventStreams } from './event-streams.js';
import { healthRoutes } from './health.js';
import { answeringInTime } from './in-time.js';
import { describeRoutes } from './openapi.js';
import type { GatewayMetrics } from './metrics.js';
import { orderRoutes } from './order-routes.js';
import { ordersOfRequests } from './orders-of-requests.js';
import { HttpProblem } from './problem.js';
import { openShop, type ShopOptions } from './shop/shop.js';
import { traceRequests } from './trace-requests.js';
import { validate } from './validate.js';
import { webhookRoutes, type WebhookSecrets } from './webhook.js';

export interface GatewayOptions {
  /** Reaches Temporal; whoever made it closes it. */
  readonly client: Client;
  readonly taskQueue: string;
  /** A request is let in with any of these. */
  readonly tokens: readonly string[];
  readonly secrets: WebhookSecrets;
  /** How many requests one caller may make in a minute. */
  readonly requestsPerMinute: number;
  /** How many proxies stand before it. */
  readonly trustProxy: number;
  readonly logger: FastifyBaseLogger;
  readonly metrics?: GatewayMetrics;
  readonly tracing?: Tracing;
  /** Opens a shop on a sandbox under /shop; without, there is none. */
  readonly shop?: ShopOptions;
}

/** Makes the gateway, which does not listen yet. */
export async function createGateway(options: GatewayOptions): Promise<FastifyInstance> {
  const { client, taskQueue, tokens, secrets, requestsPerMinute, trustProxy, logger } = options;
  const app = createCarefulServer(logger, {
    // Each proxy adds the address that it saw; what is before theirs, anybody may have written.
    // The shop is called by its own name, which a proxy may say otherwise: beside it none is trusted.
    trustProxy: !options.shop && trustProxy > 0 && ((_address, hop) => hop < trustProxy),
    // The largest order request, a thousand ids of tickets and every text at its longest, has about 40 KB.
    bodyLimit: 64 * 1024,
  });
  app.setValidatorCompiler(validate);
  // The compiler has held the answers against their schemas (answers-fit.ts).
  app.setSerializerCompiler(() => JSON.stringify);
  const { metrics, tracing } = options;
  if (metrics) app.addHook('onResponse', metrics.count);
  if (tracing) traceRequests(app, tracing);
  const gate = createGate(tokens);
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: '1 minute',
    // Many callers can come from one address, and one from many; who has no token is its address.
    keyGenerator: (request) => gate.callerOf(request) ?? request.ip,
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, () => {
    throw new HttpProblem(404, 'no_such_path', 'there is nothing for this method and path: see /docs');
  });

  const orders = createOrders(client, { taskQueue });
  const ordersOf = ordersOfRequests(client, taskQueue);
  const inTime = answeringInTime(client);
  const openStream = createEventStreams(app);
  // Before the routes are described: its pages are for people.
  if (options.shop)
    await openShop(app, { ...options.shop, orders, ordersOf, client, openStream, secrets: secrets.standard });
  await describeRoutes(app);
  healthRoutes(app, { client });
  await app.register(async (api) => {
    // After the rate limit, which is asked on request: who guesses at tokens is slowed down.
    api.addHook('preParsing', gate.letIn);
    orderRoutes(api, { ordersOf, inTime });
    eventRoutes(api, { orders, inTime, openStream });
  });
  webhookRoutes(app, { client, ordersOf, secrets });
  return app;
}

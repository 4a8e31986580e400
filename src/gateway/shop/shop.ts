/**
 * A small shop on a sandbox, to see in a minute what the saga is good for: the customer's page at the front, what an
 * operator sees behind it. Off by default (GatewayOptions.shop); `npm run shop` turns it on.
 *
 *   browser ─▶ pages, forms ─▶ src/client.ts ─▶ saga ─▶ sandbox ◀─ journal, stock, faults ─ sight ─▶ events ─▶ browser
 */
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { InvalidInput, NoOutcome, OrderNotFound, type Orders } from '../../client.js';
import type { OpenStream } from '../event-streams.js';
import { answeringInTime, type InTime } from '../in-time.js';
import type { OrdersOf } from '../orders-of-requests.js';
import { answerProblem, HttpProblem } from '../problem.js';
import { assetRoutes } from './assets.js';
import { liveRoutes } from './live-routes.js';
import { formRoutes } from './forms.js';
import type { Deed } from './insist.js';
import { languageOf } from './language.js';
import { ownOrdersOnly } from './own-orders.js';
import { pageRoutes } from './page-routes.js';
import { plainPage } from './pages/layout.js';
import { createReferences, type References } from './references.js';
import { sendPage } from './send-page.js';
import { visitSandbox, type Sandbox } from './sandbox.js';
import { visitStage, type Stage } from './stage.js';
import { texts } from './texts.js';
import { troubleRoute } from './trouble-route.js';
import { createUnderWay, type UnderWay } from './under-way.js';
import { calledByItsName, comesFromHere } from './visitors.js';

export interface ShopOptions {
  /** Where the sandbox is that the worker sells from. */
  readonly sandboxUrl: string;
  /** How long a customer has to pay. */
  readonly windowSeconds: number;
  /** Where the Web UI of Temporal is, if anybody knows. */
  readonly uiUrl?: string | undefined;
  /** Where somebody listens who kills the worker: POST /kill-worker. */
  readonly stageUrl?: string;
}

/** What the shop's routes share. */
export interface Shop extends Pick<ShopOptions, 'windowSeconds' | 'uiUrl'> {
  readonly orders: Orders;
  /** For what a visitor does: the history of the order then names the request. */
  readonly ordersOf: OrdersOf;
  readonly client: Client;
  /** As the doors to Temporal have it, but sooner: here somebody watches. */
  readonly inTime: InTime;
  /** For money, which takes longer to be durable where no worker answers. */
  readonly durably: InTime;
  readonly sandbox: Sandbox;
  /** Absent where nobody can kill the worker. */
  readonly stage?: Stage;
  readonly references: References;
  readonly underWay: UnderWay;
  /** What customers have asked for and is not done yet, by the reference of the order. */
  readonly received: Map<string, Deed>;
  /** Aborted when the gateway closes. */
  readonly closing: AbortSignal;
}

// A worker answers in some 20 ms. Who looks at a page learns of one that does not, and is not kept waiting.
const ANSWER_WITHIN_MS = 2_000;
// A worker has 5 s to take a payment; without one it is durable as a signal, which takes a moment more.
const DURABLE_WITHIN_MS = 7_000;

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

interface OpenOptions extends ShopOptions, Pick<Shop, 'orders' | 'ordersOf' | 'client'> {
  /** Those of the gateway: the shop knows its own orders by them. */
  readonly secrets: readonly string[];
  readonly openStream: OpenStream;
}

/** Opens the shop under /shop. */
export async function openShop(
  app: FastifyInstance,
  { sandboxUrl, stageUrl, secrets, openStream, ...rest }: OpenOptions,
): Promise<void> {
  const closing = new AbortController();
  const underWay = createUnderWay();
  const shop: Shop = {
    ...rest,
    inTime: answeringInTime(rest.client, ANSWER_WITHIN_MS),
    durably: answeringInTime(rest.client, DURABLE_WITHIN_MS),
    sandbox: visitSandbox(sandboxUrl),
    ...(stageUrl !== undefined && { stage: visitStage(stageUrl) }),
    references: createReferences(secrets),
    underWay,
    received: new Map(),
    closing: closing.signal,
  };
  await app.register(async (app) => {
    app.addHook('preClose', (done) => {
      closing.abort();
      done();
    });
    app.addHook('onClose', () => underWay.ended().then(() => undefined));
    app.addHook('onRequest', (request, reply, done) => {
      reply.headers({
        'content-security-policy': contentSecurityPolicy,
        // With no referrer at all, a browser would not say either where a form comes from.
        'referrer-policy': 'same-origin',
      });
      const t = texts[languageOf(request)];
      if (!calledByItsName(request)) sendPage(reply.code(403), plainPage(t, t.misnamed));
      else if (request.method === 'POST' && !comesFromHere(request))
        sendPage(reply.code(403), plainPage(t, t.foreign));
      else done();
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, new URLSearchParams(body.toString())),
    );
    ownOrdersOnly(app, shop.references);
    app.setErrorHandler((error, request, reply) => {
      const t = texts[languageOf(request)];
      // Thrown for a stream, which a program asks for.
      if (error instanceof HttpProblem) return answerProblem(error, request, reply);
      if (error instanceof OrderNotFound) return sendPage(reply.code(404), plainPage(t, t.notFound));
      if (error instanceof NoOutcome) return sendPage(reply.code(410), plainPage(t, t.terminated));
      if (error instanceof InvalidInput) return sendPage(reply.code(400), plainPage(t, t.failed));
      // The framework's errors carry their status: a visitor asks too often, or sends what no form of ours does.
      const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 503;
      if (status >= 500) request.log.error({ error }, 'request failed');
      return sendPage(reply.code(status), plainPage(t, t.failed));
    });
    pageRoutes(app, shop);
    liveRoutes(app, shop, openStream);
    formRoutes(app, shop);
    troubleRoute(app, shop);
    assetRoutes(app);
  });
}

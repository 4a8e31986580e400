import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createFeeds } from './feed.js';
import { languageOf } from './language.js';
import { streamParts } from './live.js';
import { frontParts } from './pages/front.js';
import { orderParts } from './pages/order.js';
import type { Shop } from './shop.js';
import { forgiving, seeHouse, watchOrder } from './sight.js';
import { texts } from './texts.js';

// Of a stream there is no head to look at: it would never end.
const stream = { exposeHeadRoute: false };

/** What happens while somebody looks at a page, as server-sent events: the parts of the page that have changed. */
export function liveRoutes(app: FastifyInstance, shop: Shop): void {
  const { orders, sandbox, inTime, underWay, windowSeconds, stageUrl, closing } = shop;
  const stage = stageUrl !== undefined;
  const viewHouse = createFeeds(underWay, () => () => seeHouse(sandbox));
  const viewOrder = createFeeds(underWay, (reference) => watchOrder(shop, reference));

  app.get('/shop/events', stream, (request, reply) => {
    const { t, gone } = visitOf(request, reply);
    const send = streamParts(reply, gone);
    viewHouse('', (sight) => send(frontParts(t, sight, stage)), gone);
  });

  app.get<{ Params: { reference: string } }>(
    '/shop/orders/:reference/events',
    stream,
    async (request, reply) => {
      const { reference } = request.params;
      const { t, gone } = visitOf(request, reply);
      // An order that was never placed is not looked for again and again.
      await inTime(() => orders.status(reference)).catch(forgiving);
      if (gone.aborted) return reply.code(503).send();
      const send = streamParts(reply, gone);
      viewOrder(reference, (sight) => send(orderParts(t, sight, { windowSeconds, stage })), gone);
      return reply;
    },
  );

  function visitOf(request: FastifyRequest, reply: FastifyReply) {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const gone = AbortSignal.any([left.signal, closing]);
    return { t: texts[languageOf(request)], gone };
  }
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createFeeds } from './feed.js';
import { languageOf } from './language.js';
import { streamParts } from './live.js';
import { frontParts } from './pages/front.js';
import { orderParts } from './pages/order.js';
import type { Shop } from './shop.js';
import { seeHouse, watchOrder } from './sight.js';
import { texts } from './texts.js';

/** What happens while somebody looks at a page, as server-sent events: the parts of the page that have changed. */
export function eventRoutes(app: FastifyInstance, shop: Shop): void {
  const { sandbox, underWay, windowSeconds, stageUrl, closing } = shop;
  const stage = stageUrl !== undefined;
  const viewHouse = createFeeds(underWay, () => () => seeHouse(sandbox));
  const viewOrder = createFeeds(underWay, (reference) => watchOrder(shop, reference));

  app.get('/shop/events', (request, reply) => {
    const { t, send, gone } = open(request, reply);
    viewHouse('', (sight) => send(frontParts(t, sight, stage)), gone);
  });

  app.get<{ Params: { reference: string } }>('/shop/orders/:reference/events', (request, reply) => {
    const { t, send, gone } = open(request, reply);
    const setting = { windowSeconds, stage };
    viewOrder(request.params.reference, (sight) => send(orderParts(t, sight, setting)), gone);
  });

  function open(request: FastifyRequest, reply: FastifyReply) {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const gone = AbortSignal.any([left.signal, closing]);
    return { t: texts[languageOf(request)], send: streamParts(reply, gone), gone };
  }
}

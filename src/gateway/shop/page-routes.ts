import type { FastifyInstance } from 'fastify';
import { webUiOf } from '../../web-ui.js';
import { orderWorkflowId } from '../../workflows/contract.js';
import { isLanguage, languageCookie, languageOf } from './language.js';
import { backstage } from './pages/backstage.js';
import { frontBackstage, frontOfHouse, frontParts } from './pages/front.js';
import { layout } from './pages/layout.js';
import { orderFront, orderParts, wordsFor } from './pages/order.js';
import { sendPage } from './send-page.js';
import type { Shop } from './shop.js';
import { hearOf, joinSights, seeHouse } from './sight.js';
import { texts, type Notice } from './texts.js';

interface Asked {
  Querystring: { lang?: string; notice?: string };
  Params: { reference: string };
}

// Often enough to follow, seldom enough to read.
const REFRESH_SECONDS = 5;

/** The two pages: tickets to choose, and an order. */
export function pageRoutes(app: FastifyInstance, shop: Shop): void {
  const { client, sandbox, references, windowSeconds, uiUrl } = shop;
  const setting = { windowSeconds, stage: shop.stage !== undefined };

  // A switch of the language is remembered, and leaves the address as it was.
  app.addHook<Asked>('preHandler', ({ method, query, url }, reply, done) => {
    if (method !== 'GET' || !isLanguage(query.lang)) return done();
    reply.header('set-cookie', languageCookie(query.lang)).redirect(url.split('?')[0] ?? '/shop', 303);
  });

  app.get<Asked>('/shop', async (request, reply) => {
    const t = texts[languageOf(request)];
    const [event, sight] = await Promise.all([sandbox.event(), seeHouse(shop)]);
    const parts = frontParts(t, sight, setting.stage);
    const page = layout(t, {
      title: t.event.title,
      customer: frontOfHouse(t, event.sets, parts, { reference: references.next(), windowSeconds }),
      operator: frontBackstage(t, parts),
      events: '/shop/events',
      ...noticeIn(request.query),
    });
    return sendPage(reply, page);
  });

  app.get<Asked>('/shop/orders/:reference', async (request, reply) => {
    const t = texts[languageOf(request)];
    const { reference } = request.params;
    const [house, heard] = await Promise.all([seeHouse(shop), hearOf(shop, reference)]);
    const sight = joinSights(shop, reference, house, heard);
    const parts = orderParts(t, sight, setting);
    const webUi = uiUrl && webUiOf(uiUrl, client.options.namespace, orderWorkflowId(reference));
    const page = layout(t, {
      title: wordsFor(t, sight).title,
      customer: orderFront(parts),
      operator: backstage(t, parts, webUi),
      events: `/shop/orders/${encodeURIComponent(reference)}/events`,
      ...(sight.status?.outcome ? {} : { refreshSeconds: REFRESH_SECONDS }),
      ...noticeIn(request.query),
    });
    return sendPage(reply, page);
  });
}

function noticeIn({ notice }: Asked['Querystring']): { notice?: Notice } {
  return notice !== undefined && Object.hasOwn(texts.en.notices, notice) ? { notice: notice as Notice } : {};
}

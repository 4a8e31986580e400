import type { FastifyInstance } from 'fastify';
import type { OpenStream } from '../event-streams.js';
import { createLookout } from '../lookout.js';
import { languageOf } from './language.js';
import { frontParts } from './pages/front.js';
import { orderParts } from './pages/order.js';
import { partsSender } from './parts.js';
import type { Shop } from './shop.js';
import { hearOf, joinSights, seeHouse, type Heard, type HouseSight } from './sight.js';
import { texts } from './texts.js';

// Of a stream there is no head to look at: it would never end.
const headless = { exposeHeadRoute: false };
// There is only one.
const HOUSE = 'house';

/** What happens while somebody looks at a page, as server-sent events: the parts of the page that have changed. */
export function liveRoutes(app: FastifyInstance, shop: Shop, openStream: OpenStream): void {
  const { windowSeconds, stage } = shop;
  const setting = { windowSeconds, stage: stage !== undefined };
  const house = createLookout(() => seeHouse(shop));
  // Apart from the house, since a worker that is dead does not answer for seconds.
  const orders = createLookout((reference) => hearOf(shop, reference));
  for (const { ended } of [house, orders]) app.addHook('onClose', ended);

  app.get('/shop/events', headless, async (request, reply) => {
    const t = texts[languageOf(request)];
    const first = await seeHouse(shop);
    return openStream(reply, (stream) => {
      const send = partsSender(stream);
      const tell = (sight: HouseSight) => send(frontParts(t, sight, setting.stage));
      tell(first);
      return house.follow(HOUSE, { tell, leave: stream.end });
    });
  });

  app.get<{ Params: { reference: string } }>(
    '/shop/orders/:reference/events',
    headless,
    async (request, reply) => {
      const t = texts[languageOf(request)];
      const { reference } = request.params;
      let [seen, heard] = await Promise.all([seeHouse(shop), hearOf(shop, reference)]);
      return openStream(reply, (stream) => {
        const send = partsSender(stream);
        const show = () => send(orderParts(t, joinSights(shop, reference, seen, heard), setting));
        show();
        const tellHouse = (sight: HouseSight) => ((seen = sight), show());
        // What was heard before stays: an order whose worker is dead is shown as it was.
        const tellOrder = (news: Heard) => ((heard = { ...heard, ...news }), show());
        const leave = stream.end;
        const stops = [
          house.follow(HOUSE, { tell: tellHouse, leave }),
          orders.follow(reference, { tell: tellOrder, leave }),
        ];
        return () => stops.forEach((stop) => stop());
      });
    },
  );
}

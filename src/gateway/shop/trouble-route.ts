import type { FastifyInstance } from 'fastify';
import { orderPage } from './forms.js';
import { insist } from './insist.js';
import type { Shop } from './shop.js';
import { texts, type Trouble } from './texts.js';

/** Makes trouble, for everybody to see that the saga copes. */
export function troubleRoute(app: FastifyInstance, shop: Shop): void {
  app.post<{ Body: URLSearchParams }>('/shop/trouble', async ({ body }, reply) => {
    const reference = body.get('reference');
    const trouble = body.get('trouble') ?? '';
    if (isTrouble(trouble)) await make(trouble, shop, reference);
    return reply.redirect(reference === null ? '/shop' : orderPage(reference), 303);
  });
}

async function make(trouble: Trouble, shop: Shop, reference: string | null): Promise<void> {
  const { sandbox, stage } = shop;
  if (trouble === 'down') await sandbox.goDown();
  if (trouble === 'up') await sandbox.behave();
  if (trouble === 'lose_answer') await sandbox.loseNextAnswer();
  if (trouble === 'pay_late' && reference !== null) await insist(shop, () => payLate(shop, reference));
  if (trouble === 'kill_worker') await stage?.killWorker();
}

/** Lets the hold of the order lapse, if it still has one, and only then reports the money. */
async function payLate({ orders, sandbox }: Shop, reference: string): Promise<void> {
  const { order } = await orders.status(reference);
  if (!order) return;
  await sandbox.expire(order.id);
  await orders.confirmPayment(reference, { paymentId: `late-${reference}`, amount: order.total });
}

function isTrouble(name: string): name is Trouble {
  return Object.hasOwn(texts.en.troubles, name);
}

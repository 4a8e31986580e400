import type { FastifyInstance } from 'fastify';
import {
  AlreadyPaid,
  InvalidInput,
  PaymentNotOwed,
  ReferenceTaken,
  type OrderRequest,
} from '../../client.js';
import { paymentSchema } from '../../domain/payment.js';
import { check } from '../../domain/problem.js';
import { insist } from './insist.js';
import type { Shop } from './shop.js';
import type { Notice } from './texts.js';

interface Form {
  Body: URLSearchParams;
  Params: { reference: string };
}

export const orderPage = (reference: string) => `/shop/orders/${encodeURIComponent(reference)}`;

/** What a customer does, and what an operator does about a refund. Each ends on a page that can be loaded again. */
export function formRoutes(app: FastifyInstance, shop: Shop): void {
  const { durably, ordersOf, sandbox } = shop;

  app.post<Form>('/shop/orders', async (request, reply) => {
    const { body, protocol, host } = request;
    const { id: event, sets } = await sandbox.event();
    const reference = body.get('reference') ?? '';
    const chosen = sets.map(({ id }) => [id, Number(body.get(`set-${id}`))] as const);
    const backHere = `${protocol}://${host}${orderPage(reference)}`;
    const order: OrderRequest = {
      reference,
      event,
      random: Object.fromEntries(chosen.filter(([, count]) => count !== 0)),
      paymentWindow: `${shop.windowSeconds} seconds`,
      payment:
        body.get('pay') === 'shop'
          ? { system: 'api/BASE' }
          : { system: 'sandbox/PAGE', successUrl: backHere, failureUrl: backHere },
    };
    try {
      await insist(shop, () => ordersOf(request).place(order));
    } catch (error) {
      if (error instanceof InvalidInput) return reply.redirect(noticed('/shop', 'choose_some'), 303);
      // The form was sent, changed and sent again: the order is the one that it was first.
      if (!(error instanceof ReferenceTaken)) throw error;
    }
    return reply.redirect(orderPage(reference), 303);
  });

  app.post<Form>('/shop/orders/:reference/pay', async (request, reply) => {
    const { reference } = request.params;
    // The page says what it took: to ask a worker first would leave the money nowhere while there is none.
    const paid = { paymentId: `card-${reference}`, amount: request.body.get('amount') };
    const payment = check(paymentSchema(), paid);
    if ('problems' in payment) throw new InvalidInput(payment.problems);
    const orders = ordersOf(request);
    let isDurable = false;
    const pay = async () => {
      if (!isDurable) await durably(() => orders.recordPayment(reference, payment.value));
      isDurable = true;
      // Answers once a worker is there, which then has taken it.
      await orders.status(reference);
    };
    await insist(shop, pay, { reference, deed: 'pay' });
    return reply.redirect(orderPage(reference), 303);
  });

  app.post<Form>('/shop/orders/:reference/cancel', async (request, reply) => {
    const { reference } = request.params;
    try {
      const cancel = () => ordersOf(request).cancel(reference, { by: 'customer' });
      await insist(shop, cancel, { reference, deed: 'cancel' });
    } catch (error) {
      if (!(error instanceof AlreadyPaid)) throw error;
      return reply.redirect(noticed(orderPage(reference), 'too_late'), 303);
    }
    return reply.redirect(orderPage(reference), 303);
  });

  app.post<Form>('/shop/orders/:reference/settle', async (request, reply) => {
    const { reference } = request.params;
    const settled = { by: 'operator', note: 'sent back, says a button of the shop' };
    const payment = check(paymentSchema().shape.paymentId, request.body.get('payment'));
    if ('problems' in payment) throw new InvalidInput(payment.problems);
    try {
      await insist(shop, () => ordersOf(request).settleRefund(reference, payment.value, settled));
    } catch (error) {
      // The page that is shown next lists what is owed.
      if (!(error instanceof PaymentNotOwed)) throw error;
    }
    return reply.redirect(orderPage(reference), 303);
  });
}

const noticed = (page: string, notice: Notice) => `${page}?notice=${notice}`;

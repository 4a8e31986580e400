import type { Order } from '../domain/order.js';
import type { CheckedRequest } from '../domain/order-request.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { posting } from './call.js';
import { deed } from './failures.js';
import { marked } from './marker.js';
import { viewOrder } from './order-view.js';
import { reach } from './reach.js';

/** Creates the order, which holds its tickets. Run twice it makes two orders: the upstream knows no idempotency key. */
export const createOrder =
  (ticketscloud: Ticketscloud) =>
  (request: CheckedRequest): Promise<Order> =>
    deed(async () => {
      const { event, random, tickets, allOrNothing, customer } = request;
      const order = { event, random, tickets, allOrNothing, customer, payment: marked(request) };
      return viewOrder(await ticketscloud.createOrder(order, posting()));
    });

/** The opposite: cancels the order, which gives its tickets back. Run twice, the second finds it final. */
export const cancelOrder =
  (ticketscloud: Ticketscloud) =>
  (id: string): Promise<Order> =>
    deed(() => reach(ticketscloud, id, { status: 'canceled' }, ({ status }) => status === 'canceled'));

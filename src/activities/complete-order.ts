import type { Order } from '../domain/order.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { deed } from './failures.js';
import { reach, type Again } from './reach.js';

/** Tells the upstream that the order is paid. Run twice, the second finds it done; one that lapsed meanwhile is returned as it is. */
export const completeOrder =
  (ticketscloud: Ticketscloud) =>
  (id: string, again?: Again): Promise<Order> =>
    deed(() => reach(ticketscloud, id, { status: 'done' }, ({ status }) => status === 'done', again));

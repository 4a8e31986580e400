import type { Order } from '../domain/order.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { reading } from './call.js';
import { deed } from './failures.js';
import { viewOrder } from './order-view.js';

/** Looks at the order: the truth about it. Changes nothing, however often it runs. */
export const readOrder =
  (ticketscloud: Ticketscloud) =>
  (id: string): Promise<Order> =>
    deed(async () => viewOrder(await ticketscloud.readOrder(id, reading()())));

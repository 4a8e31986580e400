import { z } from 'zod';
import { parseInstant } from './clock.js';
import type { OrderView } from './order-view.js';
import { parseOrRefuse } from './parse-or-refuse.js';

const commaList = z.string().transform((text) => text.split(','));
const query = z.strictObject({
  created_at: commaList
    .pipe(z.tuple([z.string(), z.string()], 'expected from,to'))
    .refine(
      (ends) => ends.every((end) => end === '' || parseInstant(end) !== undefined),
      'expected ISO instants',
    )
    .transform((ends) => ends.map(parseInstant))
    .optional(),
  status: commaList
    .pipe(z.array(z.enum(['executed', 'in_progress', 'done', 'canceled', 'expired'])))
    .optional(),
  events: commaList.optional(),
  page: z.coerce.number().int().min(1).default(1),
  // Version 2's limits.
  page_size: z.coerce.number().int().min(1).max(200).default(50),
});

/** One page of the orders that pass version 2's filters; both ends of `created_at` count and may be left empty. */
export function filterOrders(orders: OrderView[], search: URLSearchParams): OrderView[] {
  const filter = parseOrRefuse(query, Object.fromEntries(search));
  const { created_at: [from = -Infinity, to = Infinity] = [], status, events, page, page_size } = filter;
  return orders
    .filter(({ created_at }) => Date.parse(created_at) >= from && Date.parse(created_at) <= to)
    .filter((order) => !status || status.includes(order.status))
    .filter((order) => !events || events.includes(order.event))
    .slice((page - 1) * page_size, page * page_size);
}

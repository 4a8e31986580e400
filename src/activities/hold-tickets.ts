import { activityInfo } from '@temporalio/activity';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import type { CheckedRequest } from '../domain/order-request.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { posting, reading } from './call.js';
import { deed, fail } from './failures.js';
import { bearsMark, marked } from './marker.js';
import { viewOrder } from './order-view.js';
import { reach } from './reach.js';

/**
 * Creates the order, which holds its tickets. Run twice it makes two orders: the upstream knows no idempotency key. So
 * it sends nothing in another run than `inRun`: the history of a workflow that was reset to before this may have made
 * its order already, and must look for it first.
 */
export const createOrder =
  (ticketscloud: Ticketscloud) =>
  (request: CheckedRequest, inRun?: string): Promise<Order> =>
    deed(async () => {
      if (inRun !== undefined && activityInfo().workflowExecution?.runId !== inRun)
        throw fail(
          failure.unknown,
          'nothing was sent: an earlier run of this workflow may have made the order',
        );
      const { event, random, tickets, allOrNothing, customer } = request;
      const order = { event, random, tickets, allOrNothing, customer, payment: marked(request) };
      return viewOrder(await ticketscloud.createOrder(order, posting()()));
    });

// How far the platform's clock may be behind Temporal's, by which `sinceMs` is told.
const SKEW_MS = 3_600_000;
// A page has 200 orders; further back than this nothing recent is found.
const MOST_PAGES = 10;

/**
 * Looks for the order that a create made whose answer was lost: one that bears our mark and still holds its tickets
 * or is done. Null when there is none, yet. Changes nothing, however often it runs.
 */
export const findLostOrder =
  (ticketscloud: Ticketscloud) =>
  ({ event, reference }: CheckedRequest, sinceMs: number): Promise<Order | null> =>
    deed(async () => {
      const call = reading();
      const seen = new Set<string>();
      for (let page = 1; page <= MOST_PAGES; page++) {
        const createdTo = sinceMs + 24 * SKEW_MS;
        const query = { event, createdFrom: sinceMs - SKEW_MS, createdTo, page };
        const { value: orders, answeredAt } = await ticketscloud.listOrders(query, call());
        const ours = orders.find((order) => bearsMark(order.successUrl, reference) && isAlive(order));
        if (ours) return viewOrder({ value: ours, answeredAt });
        // Where pages are not known, every page is the first.
        if (orders.every(({ id }) => seen.has(id))) return null;
        for (const { id } of orders) seen.add(id);
      }
      return null;
    });

function isAlive({ status }: Pick<Order, 'status'>): boolean {
  return status !== 'canceled' && status !== 'expired';
}

/** The opposite: cancels the order, which gives its tickets back. Run twice, the second finds it final. */
export const cancelOrder =
  (ticketscloud: Ticketscloud) =>
  (id: string): Promise<Order> =>
    deed(() => reach(ticketscloud, id, { status: 'canceled' }, ({ status }) => status === 'canceled'));

import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
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
      if (inRun !== undefined && activityInfo().workflowExecution?.runId !== inRun) throw ofEarlierRun();
      const { event, random, tickets, allOrNothing, customer } = request;
      const order = { event, random, tickets, allOrNothing, customer, payment: marked(request) };
      return viewOrder(await ticketscloud.createOrder(order, posting()()));
    });

/** In history, so that a later run of the workflow decides as this one does. */
function ofEarlierRun() {
  const message = 'nothing was sent: an earlier run of this workflow may have made the order';
  return ApplicationFailure.create({ type: failure.unknown, message, details: [{ earlierRun: true }] });
}

// How far the platform's clock may be behind Temporal's, by which `sinceMs` is told.
const SKEW_MS = 3_600_000;
// A page has 200 orders; further back than this nothing recent is found.
const MOST_PAGES = 10;

/**
 * Looks for the order that a create made whose answer was lost: one that bears our mark and still holds its tickets
 * or is done. Where that is what an earlier run may have ended with, also one that is over. Null when there is none, yet.
 * Changes nothing, however often it runs.
 */
export const findLostOrder =
  (ticketscloud: Ticketscloud) =>
  ({ event, reference }: CheckedRequest, sinceMs: number, evenOver = false): Promise<Order | null> =>
    deed(async () => {
      const call = reading();
      const seen = new Set<string>();
      let over: Order | null = null;
      for (let page = 1; page <= MOST_PAGES; page++) {
        const createdTo = sinceMs + 24 * SKEW_MS;
        const query = { event, createdFrom: sinceMs - SKEW_MS, createdTo, page };
        const { value: orders, answeredAt } = await ticketscloud.listOrders(query, call());
        const bearing = orders.filter((order) => bearsMark(order.successUrl, reference));
        const ours = bearing.flatMap((order) => ('unreadable' in order ? [] : order));
        const alive = ours.find(isAlive);
        if (alive) return viewOrder({ value: alive, answeredAt });
        if (ours.length < bearing.length)
          throw fail(failure.unknown, 'our order is there, but cannot be read');
        if (evenOver && ours[0]) over ??= viewOrder({ value: ours[0], answeredAt });
        // Where pages are not known, every page is the first.
        if (orders.every(({ id }) => seen.has(id))) break;
        for (const { id } of orders) seen.add(id);
      }
      return over;
    });

function isAlive({ status }: Pick<Order, 'status'>): boolean {
  return status !== 'canceled' && status !== 'expired';
}

/** The opposite: cancels the order, which gives its tickets back. Run twice, the second finds it final. */
export const cancelOrder =
  (ticketscloud: Ticketscloud) =>
  (id: string): Promise<Order> =>
    deed(() => reach(ticketscloud, id, { status: 'canceled' }, ({ status }) => status === 'canceled'));

import type { Order } from '../domain/order.js';
import type { UpstreamOrder } from '../ticketscloud/order.js';
import type { Answer } from '../ticketscloud/read-answer.js';

/**
 * Shows an answer of the upstream as the saga's order. How long the hold still lasts is told here, where the
 * answer's own date is known: the difference of two instants of one clock.
 */
export function viewOrder({ value, answeredAt }: Answer<UpstreamOrder>): Order {
  const { id, number, status, total, tickets, reservedTill, redirectUrl } = value;
  return {
    id,
    number,
    status,
    total,
    tickets,
    reservedTill: new Date(reservedTill).toISOString(),
    reservedTillMs: reservedTill,
    holdMs: reservedTill - answeredAt,
    ...(redirectUrl !== undefined && { redirectUrl }),
  };
}

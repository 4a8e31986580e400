import { toMs } from './duration.js';
import type { Order } from './order.js';
import type { CheckedRequest } from './order-request.js';

/** Says for how much of its hold, counted from the upstream's answer, an order can still be paid. */
export function usableHold({ holdMs }: Order, { payment }: CheckedRequest): number {
  // Room for our own "done" before the hold lapses; a payment page of the platform needs none.
  const marginMs = payment.settlement === 'seller' ? Math.min(60_000, Math.max(0, holdMs / 4)) : 0;
  return Math.floor(holdMs - marginMs);
}

/**
 * Says for how long a payment is still awaited, counted from the upstream's answer, when it has been due for `dueMs`
 * already. Not above zero when it is too late.
 */
export function timeToPay(order: Order, request: CheckedRequest, dueMs: number): number {
  const windowMs = request.paymentWindow === undefined ? Infinity : toMs(request.paymentWindow) - dueMs;
  return Math.min(windowMs, usableHold(order, request));
}

// On the platform's page somebody may just be typing a card number, and the platform's own expiry may lag.
export const PAGE_GRACE_MS = 60_000;

/** Says for how long an unpaid order is kept beyond the time to pay. */
export function grace({ payment }: CheckedRequest): number {
  return payment.settlement === 'platform' ? PAGE_GRACE_MS : 0;
}

/** Shows by the platform's clock the instant that lies `ms` after the answer which brought this order. */
export function byPlatformClock({ reservedTillMs, holdMs }: Order, ms: number): string {
  return new Date(reservedTillMs - holdMs + ms).toISOString();
}

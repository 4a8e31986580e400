import type { CheckedRequest } from '../domain/order-request.js';
import type { Payment } from '../ticketscloud/order-body.js';

/**
 * The payment part that every order carries from its creation on: its `success_url` bears our reference, the one
 * mark by which an order that the upstream made without telling us can be known as ours. Where nobody is redirected
 * and the shop names no page, it points to a name that never resolves (RFC 2606).
 */
export function marked({ reference, payment }: CheckedRequest): Pick<Payment, 'successUrl' | 'failureUrl'> {
  const url = new URL(payment.successUrl ?? 'https://order.invalid/');
  url.searchParams.set('reference', reference);
  return { successUrl: url.href, failureUrl: payment.failureUrl };
}

import type { CheckedRequest } from '../domain/order-request.js';
import type { Payment } from '../ticketscloud/order-body.js';

/**
 * The payment part that every order carries from its creation on: its `success_url` bears our reference, the one
 * mark by which an order that the upstream made without telling us can be known as ours. Where nobody is redirected
 * and the shop names no page, it points to a name that never resolves (RFC 2606).
 */
export function marked({ reference, payment }: CheckedRequest): Pick<Payment, 'successUrl' | 'failureUrl'> {
  const { successUrl = 'https://order.invalid/', failureUrl } = payment;
  // As text: a URL object would write the rest of the query anew, and the shop may have signed it.
  const [page = '', fragment] = successUrl.split(/(?=#)/);
  const mark = `${page.includes('?') ? '&' : '?'}reference=${encodeURIComponent(reference)}`;
  return { successUrl: page + mark + (fragment ?? ''), failureUrl };
}

/** Tells whether an order's `success_url` bears our mark: nothing else makes it certain that the order is ours. */
export function bearsMark(successUrl: string | undefined, reference: string): boolean {
  if (successUrl === undefined || !URL.canParse(successUrl)) return false;
  // The shop may say a reference of its own; ours is the last.
  return new URL(successUrl).searchParams.getAll('reference').at(-1) === reference;
}

import type { OrderRequest } from '../../src/client.js';
import { anOrder, event, set } from '../support/an-order.js';
import type { Story } from './story.js';

/** What the story's customer asks for. */
export function orderOf({ tickets, onPage, allOrNothing, window, expected }: Story): OrderRequest {
  const total = { nothing: undefined, 'the price': `${tickets * 100}.00`, less: '99.99' }[expected];
  const page = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };
  return anOrder({
    tickets,
    allOrNothing,
    ...(onPage && page),
    ...(window !== null && { paymentWindow: window }),
    ...(total !== undefined && { expectedTotal: total }),
  });
}

/** A catalogue with so many tickets, at 100.00 each. */
export const selling = (tickets: number) => ({
  events: [{ id: event, sets: [{ id: set, rule: '56a6254bf06c5a059b93800b', price: '100.00', tickets }] }],
});

import type { Order } from '../../src/domain/order.js';

/** An order as the upstream showed it: two tickets for 100.00, payable for half an hour, unless said otherwise. */
export function anUpstreamOrder(fields: Partial<Order> = {}): Order {
  return {
    id: '56a73b7ff06c5a21c393806b',
    number: 497291903,
    status: 'in_progress',
    total: '100.00',
    tickets: ['56a6253df06c5a059a9380a0', '56a6253df06c5a059a9380a1'],
    reservedTill: '2016-01-26T09:55:19.392Z',
    reservedTillMs: Date.parse('2016-01-26T09:55:19.392Z'),
    holdMs: 1_800_000,
    ...fields,
  };
}

import type { OrderOutcome, OrderStatus } from '../../src/client.js';

/** An order of two tickets that waits for its payment, half an hour before its deadline at `now`. */
export const now = Date.parse('2026-01-26T09:25:00.000Z');

export function aStatus(rest: Partial<OrderStatus> = {}): OrderStatus {
  return {
    reference: 'A-1',
    phase: 'awaiting_payment',
    order: anUpstreamOrder(),
    payments: [],
    payBefore,
    ...rest,
  };
}

export const payBefore = '2026-01-26T09:55:00.000Z';

export function anUpstreamOrder(status: NonNullable<OrderStatus['order']>['status'] = 'in_progress') {
  return {
    id: '56a73b4f37056457c1f1e0a3',
    number: 497291903,
    status,
    total: '200.00',
    tickets: ['56a6253df06c5a059a9380a0', '56a6253df06c5a059a9380a1'],
    reservedTill: '2026-01-26T09:56:00.000000+00:00',
    reservedTillMs: Date.parse('2026-01-26T09:56:00.000Z'),
    holdMs: 1_860_000,
  };
}

/** How the order has ended, in a status. */
export function ended(outcome: Partial<OrderOutcome>): Pick<OrderStatus, 'phase' | 'outcome'> {
  return {
    phase: 'closed',
    outcome: {
      outcome: 'completed',
      reason: 'paid',
      decidedBy: 'payment',
      reference: 'A-1',
      payments: [],
      ...outcome,
    },
  };
}

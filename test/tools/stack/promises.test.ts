import { expect, it } from 'vitest';
import type { OrderView } from '../../../sandbox/sandbox.js';
import type { OrderOutcome } from '../../../src/client.js';
import type { Entry } from '../../../tools/stack/kills/book.js';
import { brokenPromises, type Found } from '../../../tools/stack/kills/promises.js';

// Who counts what was lost in a crash must not be blind: each promise is broken here once.

const payment = { paymentId: 'p-1', amount: '100.00' };
const entry: Entry = {
  reference: 'A-1',
  placed: { orderId: 'o-1', total: '100.00' },
  paid: { ...payment, answer: 'applied' },
};
const completed: OrderOutcome = {
  reference: 'A-1',
  orderId: 'o-1',
  total: '100.00',
  outcome: 'completed',
  reason: 'paid',
  decidedBy: 'payment',
  payments: [{ ...payment, became: 'applied' }],
};
const upstream = (status: OrderView['status']) => ({ id: 'o-1', status }) as OrderView;
const kept: Found = { outcome: completed, upstream: upstream('done'), refunds: [] };
const refund = { reference: 'A-1', ...payment } as Found['refunds'][number];

it('finds nothing where everything is there', () => {
  expect(brokenPromises(entry, kept)).toEqual([]);
});

const { paid: _, ...unpaid } = entry;
const released: Found = { ...kept, outcome: { ...completed, outcome: 'expired', payments: [] } };

it.each<[string, Entry, Found, string]>([
  ['an order that nobody knows', entry, { ...kept, outcome: undefined }, 'is there'],
  ['another order', entry, { ...kept, outcome: { ...completed, orderId: 'o-2' } }, 'same id'],
  ['an order that the platform does not know', entry, { ...kept, upstream: undefined }, 'is there'],
  ['money that is nowhere', entry, { ...kept, outcome: { ...completed, payments: [] } }, 'accounted for'],
  ['money that is twice there', entry, { ...kept, refunds: [refund] }, 'accounted for'],
  ['less money', { ...entry, paid: { ...payment, amount: '200.00' } }, kept, 'in full'],
  ['money that was answered as applied and is not', entry, { ...released, refunds: [refund] }, 'answered'],
  ['an order that was called off and is completed', { ...unpaid, calledOff: true }, kept, 'called off'],
  ['tickets that are sold for nothing', unpaid, released, 'as done'],
])('finds %s', (_what, entry, found, promise) => {
  expect(brokenPromises(entry, found).join()).toContain(promise);
});

import { expect, it } from 'vitest';
import type { JournalEntry } from '../../sandbox/sandbox.js';
import type { OrderOutcome } from '../../src/client.js';
import { judge, laws } from './judge.js';
import type { Witness } from './witness.js';

// A judge that is blind would acquit everybody: each of its sentences is broken here by one doctored witness.

let clock = 0;
/** A call that took the time from one tick of the clock to the next. */
function aCall(method: string, status: string | null, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    seq: ++clock,
    receivedAt: clock,
    answeredAt: clock + 0.5,
    at: null,
    method,
    path: '',
    query: '',
    orderId: 'o-1',
    body: status && { status },
    key: 'ok',
    tookEffect: method !== 'GET',
    fault: null,
    status: 200,
    answer: null,
    ...changes,
  };
}

const create = aCall('POST', null);
const start = aCall('PATCH', 'in_progress');
const look = aCall('GET', null);
const cancel = aCall('PATCH', 'canceled');
const done = aCall('PATCH', 'done');
const payment = { paymentId: 'p-1', amount: '100.00' };
const report = { ...payment, sentAt: 2.6, knownAt: 2.7 };

const completed: OrderOutcome = {
  reference: 'A-1',
  orderId: 'o-1',
  total: '100.00',
  outcome: 'completed',
  reason: 'paid',
  decidedBy: 'payment',
  payments: [{ ...payment, became: 'applied' }],
};
const paid: Witness = {
  journal: [create, start, done],
  outcome: completed,
  possibleOrphans: 0,
  due: { at: 2.5, total: '100.00' },
  reports: [{ ...report, answer: 'applied' }],
  refunds: [],
  differences: [],
  upstream: [{ id: 'o-1', status: 'done', tickets: ['t-1'] }],
  stock: { held: 0, sold: 1 },
  vanished: [],
};
const released: Witness = {
  ...paid,
  journal: [create, start, look, cancel],
  outcome: {
    ...completed,
    outcome: 'refund_required',
    reason: 'deadline',
    decidedBy: 'deadline',
    payments: [{ ...payment, became: 'refund_due' }],
  },
  reports: [{ ...report, sentAt: 4.1, knownAt: 4.2, answer: 'refund_due' }],
  refunds: [payment],
  differences: [],
  upstream: [{ id: 'o-1', status: 'canceled', tickets: [] }],
  stock: { held: 0, sold: 0 },
};
const half = { ...payment, amount: '50.00', became: 'applied' as const };

it.each([
  ['a paid order', paid],
  ['an order that was paid too late', released],
])('finds nothing wrong with %s', (_, witness) => expect(judge(witness)).toEqual([]));

const doctored: [sentence: string, Witness][] = [
  ['the order ends, or asks for help', { ...paid, outcome: undefined }],
  [
    'an order known to be paid when it was last looked at is not canceled',
    { ...released, reports: [{ ...report, answer: 'refund_due' }] },
  ],
  [
    'a cancel is sent only after a look since the last',
    { ...released, journal: [create, start, look, cancel, aCall('PATCH', 'canceled')] },
  ],
  ['every payment is accounted for exactly once', { ...paid, refunds: [payment] }],
  ['what the outcome says is owed is owed, once', { ...released, refunds: [] }],
  [
    'money is applied to a completed order alone, up to its total',
    { ...paid, outcome: { ...completed, payments: [half, { ...half, became: 'refund_due' }] } },
  ],
  [
    'an order that ends otherwise with money in it requires a refund',
    { ...released, outcome: { ...released.outcome!, outcome: 'expired' } },
  ],
  [
    'by how much a report is above what stands is owed, and nothing else is',
    { ...paid, differences: [{ paymentId: 'p-1 as 130.00', amount: '30.00' }] },
  ],
  ['whoever reports money is told the truth', { ...paid, reports: [{ ...report, answer: 'refund_due' }] }],
  ['completed is what the platform shows as done', { ...paid, upstream: released.upstream }],
  ['tickets belong to completed orders alone', { ...released, stock: { held: 1, sold: 0 } }],
  [
    'a second order is made only when the first answer was lost, and no third',
    { ...paid, journal: [create, aCall('POST', null)] },
  ],
  [
    'an order that was left behind is named',
    { ...paid, journal: [aCall('POST', null, { orderId: 'o-2', status: null }), create, start, done] },
  ],
  [
    'no two changes are under way at once',
    { ...paid, journal: [create, { ...start, receivedAt: create.receivedAt + 0.1 }] },
  ],
  [
    'no minute sees more than sixty calls',
    {
      ...paid,
      journal: Array.from({ length: 61 }, () => ({ ...look, at: '2016-01-26T09:25:19.378000+00:00' })),
    },
  ],
];

it.each(doctored)('sees when it is not true that %s', (sentence, witness) =>
  expect(judge(witness)).toContain(sentence),
);

it('has a doctored witness for each of its sentences', () => {
  expect(Object.keys(laws)).toEqual(doctored.map(([sentence]) => sentence));
});

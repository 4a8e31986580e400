import { expect, test } from 'vitest';
import type { OrderStatus } from '../../src/client.js';
import { stepsOf } from '../../src/terminal/steps.js';
import { anUpstreamOrder, aStatus, ended, now } from './a-status.js';

/** The steps as one line: "✓ tickets held, … payment due". */
const marks = (status: OrderStatus) =>
  stepsOf(status, now)
    .map(({ mark, name }) => `${mark} ${name}`)
    .join(', ');

const { payBefore: _, order: __, ...nothing } = aStatus();
const { payBefore: ___, ...held } = aStatus();
const payments = [{ paymentId: 'p-1', amount: '200.00' }];
const canceled = anUpstreamOrder('canceled');

test.each<[string, OrderStatus, string]>([
  ['being created', { ...nothing, phase: 'creating' }, '… tickets held, – payment due, – paid, – completed'],
  ['held', { ...held, phase: 'reserved' }, '✓ tickets held, … payment due, – paid, – completed'],
  ['to be paid', aStatus(), '✓ tickets held, ✓ payment due, … paid, – completed'],
  [
    'being completed',
    aStatus({ phase: 'completing', payments }),
    '✓ tickets held, ✓ payment due, ✓ paid, … completed',
  ],
  [
    'completed',
    aStatus({ ...ended({}), payments, order: anUpstreamOrder('done') }),
    '✓ tickets held, ✓ payment due, ✓ paid, ✓ completed',
  ],
  [
    'on its way out',
    aStatus({ phase: 'releasing' }),
    '✓ tickets held, ✓ payment due, ✗ paid, … tickets given back',
  ],
  [
    'expired',
    aStatus({ ...ended({ outcome: 'expired' }), order: canceled }),
    '✓ tickets held, ✓ payment due, ✗ paid, ✓ tickets given back',
  ],
  [
    'paid for nothing',
    aStatus({ ...ended({ outcome: 'refund_required' }), payments, order: canceled }),
    '✓ tickets held, ✓ payment due, ✓ paid, ✓ tickets given back',
  ],
  [
    'sold out',
    { ...held, ...ended({ outcome: 'unavailable' }), order: canceled },
    '✗ tickets held, ✗ payment due, ✗ paid, ✓ tickets given back',
  ],
  ['refused', { ...nothing, ...ended({ outcome: 'rejected' }) }, '✗ tickets held, ✗ payment due, ✗ paid'],
  [
    'ended by hand while the platform still holds it',
    aStatus({ ...ended({ outcome: 'canceled' }) }),
    '✓ tickets held, ✓ payment due, ✗ paid, ✗ tickets given back',
  ],
])('shows how far an order has come that is %s', (_, status, steps) => {
  expect(marks(status)).toBe(steps);
});

test('counts the deadline down while a payment is awaited, and no longer', () => {
  const due = (status: OrderStatus) => stepsOf(status, now)[1]?.words;

  expect(due(aStatus())).toBe('before 2026-01-26 09:55:00Z, 30:00 left');
  expect(due(aStatus({ phase: 'completing' }))).toBe('before 2026-01-26 09:55:00Z');
});

test('says what is paid of what, and by which payments', () => {
  const part = [
    { paymentId: 'p-1', amount: '40.00' },
    { paymentId: 'p-2', amount: '10.50' },
  ];
  const [, , paid] = stepsOf(aStatus({ payments: part }), now);

  expect(paid).toEqual({ mark: '…', name: 'paid', words: '50.50 of 200.00 (p-1: 40.00, p-2: 10.50)' });
});

test('names the orders that a lost answer may have left behind', () => {
  const [held] = stepsOf({ ...nothing, phase: 'creating', possibleOrphans: 1 }, now);

  expect(held?.words).toBe('1 created without an answer, which may hold some');
});

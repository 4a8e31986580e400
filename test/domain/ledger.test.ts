import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { account, compare, paid } from '../../src/domain/ledger.js';
import { amounts, paidAmounts } from './amounts.js';

const payments = fc.uniqueArray(fc.record({ paymentId: fc.string({ minLength: 1 }), amount: paidAmounts }), {
  selector: ({ paymentId }) => paymentId,
  maxLength: 50,
});
const ledgers = payments.map((entries) => ({
  ledger: entries.map(({ paymentId, amount }) => ({ paymentId, amount: amount.text })),
  total: sumOf(entries.map(({ amount }) => amount.minor)),
}));

describe('a payment', () => {
  const ledger = [{ paymentId: 'p-1', amount: '40.00' }];

  test.each([
    ['is new when its id is', { paymentId: 'p-2', amount: '40.00' }, 'new'],
    ['is a duplicate when id and amount are known', { paymentId: 'p-1', amount: '40.00' }, 'duplicate'],
    [
      'is a conflict when its id is known with another amount',
      { paymentId: 'p-1', amount: '40.01' },
      'conflict',
    ],
  ])('%s', (_, payment, expected) => {
    expect(compare(ledger, payment)).toBe(expected);
  });
});

test('adds payments up without an error', () => {
  fc.assert(
    fc.property(ledgers, ({ ledger, total }) => {
      expect(BigInt(paid(ledger))).toBe(total);
    }),
  );
});

describe('the account', () => {
  test('splits a payment on the edge in two entries that add up', () => {
    const ledger = [
      { paymentId: 'p-1', amount: '40.00' },
      { paymentId: 'p-2', amount: '70.10' },
    ];
    expect(account(ledger, '100.00')).toEqual([
      { paymentId: 'p-1', amount: '40.00', became: 'applied' },
      { paymentId: 'p-2', amount: '60.00', became: 'applied' },
      { paymentId: 'p-2', amount: '10.10', became: 'refund_due' },
    ]);
  });

  test('owes everything back when there are no tickets for it', () => {
    expect(account([{ paymentId: 'p-1', amount: '100.00' }], '0.00')).toEqual([
      { paymentId: 'p-1', amount: '100.00', became: 'refund_due' },
    ]);
  });

  test('names every payment, in the order they came, for exactly its amount', () => {
    fc.assert(
      fc.property(ledgers, amounts, ({ ledger }, owed) => {
        const entries = account(ledger, owed.text);
        expect([...new Set(entries.map(({ paymentId }) => paymentId))]).toEqual(
          ledger.map(({ paymentId }) => paymentId),
        );
        for (const { paymentId, amount } of ledger)
          expect(total(entries.filter((entry) => entry.paymentId === paymentId))).toBe(minor(amount));
      }),
    );
  });

  test('applies what is owed as far as the money goes, and never more', () => {
    fc.assert(
      fc.property(ledgers, amounts, ({ ledger, total: given }, owed) => {
        const applied = account(ledger, owed.text).filter(({ became }) => became === 'applied');
        expect(total(applied)).toBe(given < owed.minor ? given : owed.minor);
      }),
    );
  });
});

function total(entries: readonly { amount: string }[]): bigint {
  return sumOf(entries.map(({ amount }) => minor(amount)));
}

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function sumOf(numbers: bigint[]): bigint {
  return numbers.reduce((sum, number) => sum + number, 0n);
}

import { expect, test } from 'vitest';
import { showRefunds } from '../../src/terminal/commands/refunds.js';

test('tells apart what is owed for ids that differ in what is not seen', () => {
  const owed = (reference: string, paymentId: string) => ({
    reference,
    paymentId,
    amount: '100.00',
    why: 'unknown_order' as const,
    since: new Date(0),
  });

  const shown = showRefunds([
    owed('API-77', 'p-1'),
    owed('API-77 ', 'p-1'),
    owed('\u202e77-IPA', 'p-1\u200b'),
  ]);

  const [, ...ids] = shown.split('\n').map((line) => line.split(/ {2,}/).slice(1, 3));
  expect(ids).toEqual([
    ['API-77', 'p-1'],
    ['"API-77 "', 'p-1'],
    [String.raw`"\u{202e}77-IPA"`, String.raw`"p-1\u{200b}"`],
  ]);
});

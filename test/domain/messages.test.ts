import { describe, expect, test } from 'vitest';
import {
  cancelOrderSchema,
  paymentFailedSchema,
  resolveByHandSchema,
  settleRefundSchema,
} from '../../src/domain/messages.js';
import { outcomeNames } from '../../src/domain/outcome.js';
import { check, tellProblems } from '../../src/domain/problem.js';

const schemas = {
  paymentFailed: paymentFailedSchema,
  cancelOrder: cancelOrderSchema,
  resolveByHand: resolveByHandSchema,
  settleRefund: settleRefundSchema,
};
const decline = { reason: 'no funds' };
const cancel = { by: 'customer' };
const word = { by: 'Kim', outcome: 'canceled', note: 'seen in the back office' };
const settled = { by: 'Kim', note: 'sent by bank' };
const full = 'x'.repeat(500);
const long = 'x'.repeat(501);

type Name = keyof typeof schemas;

describe('takes', () => {
  test.each<[string, Name, object]>([
    ['a decline', 'paymentFailed', decline],
    ['a decline after which the customer may try again', 'paymentFailed', { ...decline, final: false }],
    ['a decline of a payment', 'paymentFailed', { ...decline, final: true, paymentId: 'p-1' }],
    ['a cancel', 'cancelOrder', cancel],
    ['a cancel with a reason', 'cancelOrder', { ...cancel, reason: full }],
    ...outcomeNames.map((outcome): [string, Name, object] => [
      `the word that it ended ${outcome}`,
      'resolveByHand',
      { ...word, outcome },
    ]),
    ['a settled refund', 'settleRefund', settled],
    ['500 characters of who and why', 'settleRefund', { by: full, note: full }],
  ])('%s', (_, name, message) => {
    expect(check<unknown>(schemas[name](), message)).toEqual({ value: message });
  });
});

const ways = 'completed, unavailable, rejected, expired, payment_failed, canceled, refund_required';

describe('refuses', () => {
  test.each<[string, Name, unknown, string]>([
    ['a decline without a reason', 'paymentFailed', {}, 'reason: expected text'],
    ['a decline with an empty reason', 'paymentFailed', { reason: '' }, 'reason: expected some text'],
    ['an endless decline', 'paymentFailed', { reason: long }, 'reason: expected at most 500 characters'],
    [
      'a decline that is final in words',
      'paymentFailed',
      { ...decline, final: 'no' },
      'final: expected true or false',
    ],
    ['a decline of a number', 'paymentFailed', { ...decline, paymentId: 1 }, 'paymentId: expected text'],
    ['a decline with an amount', 'paymentFailed', { ...decline, amount: '1.00' }, 'amount: no such field'],
    ['nothing at all', 'paymentFailed', undefined, '(whole): expected an object'],
    ['a cancel by nobody', 'cancelOrder', { reason: 'ill' }, 'by: expected text'],
    ['a cancel by an empty name', 'cancelOrder', { by: '' }, 'by: expected some text'],
    [
      'a cancel without words for its reason',
      'cancelOrder',
      { ...cancel, reason: '' },
      'reason: expected some text',
    ],
    ['a word by nobody', 'resolveByHand', { ...word, by: undefined }, 'by: expected text'],
    ['a word without a note', 'resolveByHand', { ...word, note: '' }, 'note: expected some text'],
    ['an endless note', 'resolveByHand', { ...word, note: long }, 'note: expected at most 500 characters'],
    [
      'an end that there is not',
      'resolveByHand',
      { ...word, outcome: 'done' },
      `outcome: expected one of ${ways}`,
    ],
    ['no end', 'resolveByHand', { ...word, outcome: undefined }, `outcome: expected one of ${ways}`],
    ['a refund settled by nobody', 'settleRefund', { note: 'sent' }, 'by: expected text'],
    ['a refund settled without a note', 'settleRefund', { by: 'Kim' }, 'note: expected text'],
    ['a refund settled in part', 'settleRefund', { ...settled, amount: '1.00' }, 'amount: no such field'],
  ])('%s', (_, name, message, words) => {
    const checked = check<unknown>(schemas[name](), message);
    expect('problems' in checked && tellProblems(checked.problems)).toBe(words);
  });
});

import { expect, test } from 'vitest';
import { gravest, isStuck, type Attention } from '../../src/domain/attention.js';

const stuck: Record<Attention, boolean> = {
  upstream_unreachable: true,
  upstream_refuses: true,
  wrong_key: true,
  payment_conflict: false,
  payment_malformed: false,
  order_vanished: false,
  refund_due: false,
  refund_overdue: false,
};

test.each(Object.entries(stuck))('an order that waits for a human as %s is stuck: %s', (code, expected) => {
  expect(isStuck(code as Attention)).toBe(expected);
});

test('an order that waits for nobody is not stuck', () => {
  expect(isStuck(undefined)).toBe(false);
});

test('of several flags the gravest is shown, whichever was raised first', () => {
  expect(gravest(['payment_malformed', 'payment_conflict', 'wrong_key'])).toBe('wrong_key');
  expect(gravest([])).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { byPlatformClock, grace, timeToPay, usableHold } from '../../src/domain/time-to-pay.js';
import { aCheckedOrder } from '../support/a-checked-order.js';
import { anUpstreamOrder } from './an-upstream-order.js';

const page = { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' };
const bySeller = aCheckedOrder();
const byPlatform = aCheckedOrder({ payment: page });
const within = (paymentWindow: string) => aCheckedOrder({ paymentWindow, payment: page });
const minutes = (count: number) => count * 60_000;
const held = (holdMs: number) => anUpstreamOrder({ holdMs });

test.each([
  ['a minute before a long hold ends', minutes(30), bySeller, minutes(29)],
  ['a minute before it ends, when that is just a quarter of it', minutes(4), bySeller, minutes(3)],
  ['a quarter before a short hold ends', 10_000, bySeller, 7_500],
  ['at a whole millisecond, sooner rather than later', 10_001, bySeller, 7_500],
  ['at once, when the hold has just ended', 0, bySeller, 0],
  ['in the past, when it had ended before the answer', -5_000, bySeller, -5_000],
  ['with the hold, when the platform settles', minutes(30), byPlatform, minutes(30)],
])('the time to pay ends %s', (_, holdMs, request, expected) => {
  expect(usableHold(held(holdMs), request)).toBe(expected);
  expect(timeToPay(held(holdMs), request, 0)).toBe(expected);
});

describe('a payment window', () => {
  test('ends the time to pay sooner than the hold', () => {
    expect(timeToPay(held(minutes(30)), within('10 minutes'), 0)).toBe(minutes(10));
  });

  test('never makes it longer than the hold', () => {
    expect(timeToPay(held(minutes(30)), within('2 hours'), 0)).toBe(minutes(30));
  });

  test('counts from when the payment became due, not from the newest answer', () => {
    expect(timeToPay(held(minutes(30)), within('10 minutes'), minutes(4))).toBe(minutes(6));
  });

  test('is over when the payment has been due for longer', () => {
    expect(timeToPay(held(minutes(30)), within('10 minutes'), minutes(11))).toBe(-minutes(1));
  });
});

test.each([
  ['a minute beyond the time to pay, when the platform settles', byPlatform, minutes(1)],
  ['a minute beyond a payment window, too', within('10 minutes'), minutes(1)],
  ['not a moment longer, when the shop settles', bySeller, 0],
])('an unpaid order is kept %s', (_, request, expected) => {
  expect(grace(request)).toBe(expected);
});

test('shows the end of the time to pay by the clock of the platform', () => {
  const order = anUpstreamOrder({ holdMs: minutes(30), reservedTillMs: Date.UTC(2016, 0, 26, 10, 0) });
  expect(byPlatformClock(order, minutes(29))).toBe('2016-01-26T09:59:00.000Z');
});

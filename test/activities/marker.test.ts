import { expect, test } from 'vitest';
import { marked } from '../../src/activities/marker.js';
import { aCheckedOrder } from '../support/a-checked-order.js';

const system = 'api/BASE';
const shop = 'https://shop.example';

test.each([
  ['a page', `${shop}/thanks`, `${shop}/thanks?reference=A-1`],
  ['a page with a query, which stays', `${shop}/?a=1&b=2`, `${shop}/?a=1&b=2&reference=A-1`],
  ['a page with a fragment, which stays last', `${shop}/#top`, `${shop}/?reference=A-1#top`],
  [
    'a name that never resolves, when the shop names no page',
    undefined,
    'https://order.invalid/?reference=A-1',
  ],
])('writes the reference into %s', (_, successUrl, expected) => {
  const payment = { system, ...(successUrl !== undefined && { successUrl }) };
  expect(marked(aCheckedOrder({ reference: 'A-1', payment })).successUrl).toBe(expected);
});

test('writes a reference so that it is read back as it was', () => {
  const reference = 'A.1_b:2-c';
  const url = marked(aCheckedOrder({ reference })).successUrl;
  expect(new URL(url!).searchParams.get('reference')).toBe(reference);
});

test('leaves the page for failures as it is', () => {
  const failureUrl = `${shop}/sorry?a=1`;
  expect(marked(aCheckedOrder({ payment: { system, failureUrl } })).failureUrl).toBe(failureUrl);
});

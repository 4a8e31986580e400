import { describe, expect, test } from 'vitest';
import { bearsMark, marked } from '../../src/activities/marker.js';
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

describe('an order bears our mark', () => {
  test.each([
    undefined,
    `${shop}/thanks`,
    `${shop}/thanks?a=1`,
    `${shop}/?a=%2F&b=c+d#top`,
    `${shop}/?reference=of-the-shop`,
    `${shop}/?`,
  ])('when it was made for our reference and the page %s', (successUrl) => {
    const payment = { system, ...(successUrl !== undefined && { successUrl }) };
    const url = marked(aCheckedOrder({ reference: 'A.1_b:2-c', payment })).successUrl;
    expect(bearsMark(url, 'A.1_b:2-c')).toBe(true);
  });

  test.each([
    ['it names no page', undefined],
    ['its page is no address', 'thanks?reference=A-1'],
    ['it was made without a mark', `${shop}/thanks`],
    ['it bears another reference', `${shop}/?reference=A-2`],
    ['it bears a longer reference', `${shop}/?reference=A-10`],
    ['it bears the reference in other letters', `${shop}/?reference=a-1`],
    ['the reference stands under another name', `${shop}/?order=A-1`],
    ['the reference is a part of the path', `${shop}/reference=A-1`],
    ['the reference is a part of the fragment', `${shop}/#?reference=A-1`],
  ])('not when %s', (_, successUrl) => {
    expect(bearsMark(successUrl, 'A-1')).toBe(false);
  });
});

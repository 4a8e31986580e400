import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '../../src/client/fingerprint.js';
import { aCheckedOrder } from '../support/a-checked-order.js';

const successUrl = 'https://shop.example/thanks';
const asked = {
  reference: 'A-1',
  random: { '56a6254bf06c5a059b93800c': 1, '56a6254bf06c5a059b93800e': 2 },
  customer: { email: 'a@b.example', lastName: 'B' },
  payment: { system: 'card', successUrl },
};
const ours = aCheckedOrder(asked);

test('is the same for fields in any order', () => {
  const anyOrder = fc.infiniteStream(fc.integer()).map((keys) => reordered(ours, keys));
  fc.assert(
    fc.property(anyOrder, (theirs) => {
      expect(fingerprint(theirs)).toBe(fingerprint(ours));
    }),
  );
});

test('is the same for a default that was written out', () => {
  const payment = { ...asked.payment, settlement: 'platform' as const };
  const theirs = aCheckedOrder({ ...asked, allOrNothing: true, payment });
  expect(fingerprint(theirs)).toBe(fingerprint(ours));
});

test('is another for every difference', () => {
  const requests = [
    {},
    { reference: 'A-2' },
    { event: 'ffffffffffffffffffffffff' },
    { random: { '56a6254bf06c5a059b93800c': 2, '56a6254bf06c5a059b93800e': 1 } },
    { random: { '56a6254bf06c5a059b93800c': 1 } },
    { allOrNothing: false },
    { customer: { email: 'a@b.example' } },
    { customer: { email: 'a@b.example', firstName: 'B' } },
    { customer: { email: 'a@b.example', lastName: 'C' } },
    { payment: { ...asked.payment, system: 'cash' } },
    { payment: { ...asked.payment, settlement: 'seller' as const } },
    { payment: { ...asked.payment, successUrl: `${successUrl}?` } },
    { payment: { ...asked.payment, failureUrl: successUrl } },
    { paymentWindow: '15 minutes' },
    { expectedTotal: '15' },
  ].map((difference) => aCheckedOrder({ ...asked, ...difference }));
  expect(new Set(requests.map(fingerprint)).size).toBe(requests.length);
});

/** The same with its fields, at every depth, in an order that the keys give. */
function reordered<T>(value: T, keys: Iterator<number>): T {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => ({
    key: Number(keys.next().value),
    field: [name, reordered(field, keys)],
  }));
  return Object.fromEntries(fields.sort((a, b) => a.key - b.key).map(({ field }) => field)) as T;
}

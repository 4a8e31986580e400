import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMinor, isAmount, toMinor } from '../../src/domain/money.js';
import { amounts } from './amounts.js';

test.each([
  ['0', 0],
  ['100', 10_000],
  ['99.9', 9_990],
  ['100.00', 10_000],
  ['0.01', 1],
  ['007.50', 750],
  ['999999999999.99', 99_999_999_999_999],
])('reads %s as %d minor units', (text, minor) => {
  expect([isAmount(text), toMinor(text)]).toEqual([true, minor]);
});

const notAmounts = [
  '',
  '-1',
  '+1',
  '1.',
  '.5',
  '1.234',
  '1e3',
  '1,00',
  '1 000',
  ' 1',
  '1 ',
  '1\n',
  '0x10',
  '١',
];
test.each([...notAmounts, 'NaN', 'Infinity', '1234567890123'])('refuses %j', (text) => {
  expect(isAmount(text)).toBe(false);
  expect(() => toMinor(text)).toThrow('not an amount of money');
});

test('reads an amount exactly, and writes it back as it was', () => {
  fc.assert(
    fc.property(amounts, ({ text, minor }) => {
      expect(BigInt(toMinor(text))).toBe(minor);
      expect(fromMinor(toMinor(text))).toBe(text);
    }),
  );
});

test('reads what it takes for an amount, and nothing else', () => {
  const lookalikes = fc.stringMatching(/^[-+ ]?\d{0,14}[.,]?\d{0,3}$/);
  fc.assert(
    fc.property(fc.oneof(lookalikes, fc.string()), (text) => {
      if (isAmount(text)) expect(toMinor(text)).toBeGreaterThanOrEqual(0);
      else expect(() => toMinor(text)).toThrow(RangeError);
    }),
  );
});

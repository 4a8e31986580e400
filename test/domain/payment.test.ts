import { expect, test } from 'vitest';
import { paymentSchema } from '../../src/domain/payment.js';
import { check } from '../../src/domain/problem.js';

test.each(['100', '100.0', '100.00', '0100.00'])('writes the amount %s with two places', (amount) => {
  expect(check(paymentSchema(), { paymentId: 'p-1', amount })).toEqual({
    value: { paymentId: 'p-1', amount: '100.00' },
  });
});

test.each([
  ['without anything', {}, ['paymentId', 'amount']],
  ['of nothing', { paymentId: 'p-1', amount: '0.00' }, ['amount']],
  ['below zero', { paymentId: 'p-1', amount: '-1.00' }, ['amount']],
  ['as a number', { paymentId: 'p-1', amount: 100 }, ['amount']],
  ['with an empty id', { paymentId: '', amount: '1.00' }, ['paymentId']],
  ['with an id of 201 characters', { paymentId: 'p'.repeat(201), amount: '1.00' }, ['paymentId']],
  ['with an id that breaks the line', { paymentId: 'p-1\n', amount: '1.00' }, ['paymentId']],
  ['with an id beyond ASCII', { paymentId: 'é', amount: '1.00' }, ['paymentId']],
  ['with a field of its own', { paymentId: 'p-1', amount: '1.00', currency: 'RUB' }, ['currency']],
])('refuses a payment %s', (_, payment, fields) => {
  expect(check(paymentSchema(), payment)).toMatchObject({ problems: fields.map((field) => ({ field })) });
});

import { expect, test } from 'vitest';
import * as z from 'zod';
import { checkRequest } from '../../src/domain/order-request.js';
import { tellProblems } from '../../src/domain/problem.js';
import { anOrder, set } from '../support/an-order.js';

const paidBy = (payment: object) => ({ payment: { system: 'api/BASE', ...payment } });

test.each<[string, object]>([
  ['reference: expected 1 to 64 of A-Z a-z 0-9 . _ : -', { reference: '' }],
  ['event: expected an id: 24 hexadecimal characters', { event: 'x' }],
  ['random: expected exactly one of random and tickets', { random: undefined }],
  ['random: expected at least one set', { random: {} }],
  ['random: expected an object', { random: null }],
  ['reference: expected text', { reference: 7 }],
  ['allOrNothing: expected true or false', { allOrNothing: 'yes' }],
  [`random.${set}: expected a whole number of tickets, 1 to 1000`, { random: { [set]: 0 } }],
  [`random.${set}: expected a whole number of tickets, 1 to 1000`, { random: { [set]: 1.5 } }],
  ['tickets: expected each ticket once', { random: undefined, tickets: [set, set] }],
  ['tickets.0: expected an id: 24 hexadecimal characters', { random: undefined, tickets: ['x'] }],
  ['customer.email: expected an e-mail address', { customer: { email: 'x' } }],
  ['customer.phone: no such field', { customer: { phone: '1' } }],
  ['payment.settlement: expected "seller" or "platform"', paidBy({ settlement: 'me' })],
  ['payment.failureUrl: expected a web address, http(s)://…', paidBy({ failureUrl: '/sorry' })],
  [
    'payment.successUrl: expected where the customer returns to after the payment page of the platform',
    paidBy({ system: 'card' }),
  ],
  [
    'paymentWindow: expected a duration such as "15 minutes", in seconds, minutes or hours',
    { paymentWindow: 'soon' },
  ],
  ['expectedTotal: expected an amount such as "100.00"', { expectedTotal: '1,00' }],
  ['event: expected an id: 24 hexadecimal characters; seats: no such field', { event: 'x', seats: 2 }],
])('says %j', (words, wrong) => {
  const checked = checkRequest({ ...anOrder(), ...wrong });
  expect('problems' in checked && tellProblems(checked.problems)).toBe(words);
});

test('leaves the settings of zod to the backend that it runs in', () => {
  expect(z.config()).not.toHaveProperty('jitless');
});

import { describe, expect, test } from 'vitest';
import { checkRequest, ticketsAsked } from '../../src/domain/order-request.js';
import { event, set } from '../support/an-order.js';

const ticket = '56a6253df06c5a059a9380a0';
const minimal = { reference: 'A-1', event, random: { [set]: 2 }, payment: { system: 'api/BASE' } };
const filledIn = {
  ...minimal,
  allOrNothing: true,
  payment: { system: 'api/BASE', settlement: 'seller' },
};
const successUrl = 'https://shop.example/thanks';
const failureUrl = 'http://shop.example/sorry';
const byId = { random: undefined, tickets: [ticket] };
const paidBy = (payment: object) => ({ payment: { system: 'api/BASE', ...payment } });
const everyone = { email: 'a@b.example', firstName: 'A', lastName: 'B', mobile: '+7900', lang: 'en' };
const long = 'x'.repeat(201);

describe('fills in that', () => {
  test.each<[string, object, object]>([
    ['nothing less than all tickets will do, and the seller settles api/BASE', {}, {}],
    [
      'the platform settles any other system',
      paidBy({ system: 'card', successUrl }),
      paidBy({ system: 'card', successUrl, settlement: 'platform' }),
    ],
  ])('%s', (_, given, expected) => {
    expect(checkRequest({ ...minimal, ...given })).toEqual({ value: { ...filledIn, ...expected } });
  });
});

describe('takes', () => {
  test.each<[string, object]>([
    ['a reference of 64 characters of every kind', { reference: 'aZ09._:-'.repeat(8) }],
    ['tickets instead of sets', byId],
    ['fewer tickets than asked for, if that is said', { allOrNothing: false }],
    ['an empty customer', { customer: {} }],
    ['all that there is to a customer', { customer: everyone }],
    ['a seller who settles another system', paidBy({ system: 'card', settlement: 'seller' })],
    ['a platform that settles api/BASE', paidBy({ settlement: 'platform', successUrl })],
    ['both pages of return', paidBy({ settlement: 'seller', successUrl, failureUrl })],
    ['a payment window', { paymentWindow: '15 minutes' }],
    ['an expected total', { expectedTotal: '100.00' }],
  ])('%s', (_, given) => {
    expect(checkRequest({ ...filledIn, ...given })).toEqual({ value: { ...filledIn, ...given } });
  });
});

describe('names what is wrong with', () => {
  test.each<[string, object, string[]]>([
    ['a reference that is missing', { reference: undefined }, ['reference']],
    ['an empty reference', { reference: '' }, ['reference']],
    ['a reference of 65 characters', { reference: 'a'.repeat(65) }, ['reference']],
    ['a reference with a slash', { reference: 'A/1' }, ['reference']],
    ['a reference that ends the line', { reference: 'A-1\n' }, ['reference']],
    ['a reference that is a number', { reference: 1 }, ['reference']],
    ['an event that is missing', { event: undefined }, ['event']],
    ['an event of 23 characters', { event: event.slice(1) }, ['event']],
    ['an event that is not hexadecimal', { event: `g${event.slice(1)}` }, ['event']],
    ['neither sets nor tickets', { random: undefined }, ['random']],
    ['both sets and tickets', { tickets: [ticket] }, ['random']],
    ['no sets', { random: {} }, ['random']],
    ['a set that has no id', { random: { stalls: 1 } }, ['random.stalls']],
    ['no ticket of a set', { random: { [set]: 0 } }, [`random.${set}`]],
    ['less than a ticket of a set', { random: { [set]: -1 } }, [`random.${set}`]],
    ['half a ticket of a set', { random: { [set]: 1.5 } }, [`random.${set}`]],
    ['1001 tickets of a set', { random: { [set]: 1001 } }, [`random.${set}`]],
    ['a count that is a text', { random: { [set]: '1' } }, [`random.${set}`]],
    ['no tickets', { ...byId, tickets: [] }, ['tickets']],
    ['the same ticket twice', { ...byId, tickets: [ticket, ticket] }, ['tickets']],
    ['a ticket that has no id', { ...byId, tickets: [ticket, 'A12'] }, ['tickets.1']],
    ['a yes that is not true', { allOrNothing: 'yes' }, ['allOrNothing']],
    ['an e-mail address without @', { customer: { email: 'a.example' } }, ['customer.email']],
    [
      'an endless e-mail address',
      { customer: { email: `a@${'b.'.repeat(100)}example` } },
      ['customer.email'],
    ],
    ['a customer with an empty name', { customer: { firstName: '' } }, ['customer.firstName']],
    ['a customer with a long name', { customer: { lastName: long } }, ['customer.lastName']],
    ['a mobile that is a number', { customer: { mobile: 7900 } }, ['customer.mobile']],
    ['a long language', { customer: { lang: long } }, ['customer.lang']],
    ['a payment that is missing', { payment: undefined }, ['payment']],
    ['a payment without a system', { payment: {} }, ['payment.system']],
    ['an empty system', paidBy({ system: '' }), ['payment.system']],
    ['a settlement by nobody', paidBy({ settlement: 'nobody' }), ['payment.settlement']],
    ['a payment page without a way back', paidBy({ system: 'card' }), ['payment.successUrl']],
    ['a platform without a way back', paidBy({ settlement: 'platform' }), ['payment.successUrl']],
    ['a way back that is no address', paidBy({ successUrl: '/thanks' }), ['payment.successUrl']],
    ['a way back that runs code', paidBy({ successUrl: 'javascript:alert(1)' }), ['payment.successUrl']],
    [
      'an endless way back',
      paidBy({ failureUrl: `${failureUrl}/${'x'.repeat(2000)}` }),
      ['payment.failureUrl'],
    ],
    ['a window that is a number', { paymentWindow: 15 }, ['paymentWindow']],
    ['a window of nothing', { paymentWindow: '0 minutes' }, ['paymentWindow']],
    ['a window that is no duration', { paymentWindow: 'soon' }, ['paymentWindow']],
    ['a total that is a number', { expectedTotal: 100 }, ['expectedTotal']],
    ['a total with a comma', { expectedTotal: '100,00' }, ['expectedTotal']],
    ['a field that there is not', { seats: 2, color: 'red' }, ['seats', 'color']],
    ['a field of a customer that there is not', { customer: { phone: '1' } }, ['customer.phone']],
    ['a field of a payment that there is not', paidBy({ method: 'card' }), ['payment.method']],
    [
      'three fields',
      { reference: '', customer: { email: 'x' }, expectedTotal: 'x' },
      ['reference', 'customer.email', 'expectedTotal'],
    ],
    [
      'the choice of tickets, beside another field',
      { reference: '', tickets: [ticket] },
      ['reference', 'random'],
    ],
  ])('%s', (_, wrong, fields) => {
    expect(fieldsOf(checkRequest({ ...minimal, ...wrong }))).toEqual(fields);
  });

  test.each([[null], ['A-1'], [42], [undefined]])('a request that is %j', (request) => {
    expect(fieldsOf(checkRequest(request))).toEqual(['(whole)']);
  });
});

test.each([
  [3, 'of the sets together', { [set]: 1, [event]: 2 }, undefined],
  [2, 'named one by one', undefined, [ticket, set]],
])('counts %i tickets %s', (count, _, random, tickets) => {
  const checked = checkRequest({ ...minimal, random, tickets });
  expect('value' in checked && ticketsAsked(checked.value)).toBe(count);
});

function fieldsOf(checked: ReturnType<typeof checkRequest>): string[] {
  return 'problems' in checked ? checked.problems.map(({ field }) => field) : [];
}

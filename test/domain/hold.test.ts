import { expect, test } from 'vitest';
import { objectionTo } from '../../src/domain/hold.js';
import { aCheckedOrder } from '../support/a-checked-order.js';
import { anUpstreamOrder } from './an-upstream-order.js';

const none = { tickets: [], total: '0.00' };
const one = { tickets: ['56a6253df06c5a059a9380a0'], total: '50.00' };
const fewerWillDo = { allOrNothing: false };

test.each([
  ['nothing', 'all tickets are held', {}, {}],
  ['sold_out', 'no ticket is held', {}, none],
  ['sold_out', 'no ticket is held where fewer would do', fewerWillDo, none],
  ['partly_sold_out', 'fewer tickets are held than were asked for', {}, one],
  ['nothing', 'fewer tickets are held where fewer will do', fewerWillDo, one],
  ['nothing', 'the total is what was expected', { expectedTotal: '100' }, {}],
  ['nothing', 'the total is less than was expected', { expectedTotal: '100.01' }, {}],
  ['price_changed', 'the total is more than was expected', { expectedTotal: '99.99' }, {}],
  // As texts, "100.00" is less than "99".
  ['price_changed', 'the total has more digits than was expected', { expectedTotal: '99' }, {}],
])('objects to %s when %s', (reason, _, asked, held) => {
  const objection = objectionTo(anUpstreamOrder(held), aCheckedOrder({ tickets: 2, ...asked }));
  expect(objection?.reason ?? 'nothing').toBe(reason);
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRequest } from '../../src/domain/order-request.js';
import { aCheckedOrder } from '../support/a-checked-order.js';

const good = aCheckedOrder();
const fields = [
  'reference',
  'event',
  'random',
  'allOrNothing',
  'customer',
  'payment',
  'paymentWindow',
  'expectedTotal',
];

test('names every field that holds nothing, and no other', () => {
  fc.assert(
    fc.property(fc.subarray(fields), (empty) => {
      const nothing = Object.fromEntries(empty.map((field) => [field, null]));
      const checked = checkRequest({ ...good, ...nothing });
      const named = 'problems' in checked ? checked.problems.map(({ field }) => field) : [];
      expect(named.sort()).toEqual([...empty].sort());
    }),
  );
});

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
const almost = fc
  .dictionary(fc.constantFrom(...fields), anything, { maxKeys: 2 })
  .map((spoilt) => ({ ...good, ...spoilt }));

test('finds a value or problems in anything at all, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(anything, fc.jsonValue(), almost), (input) => {
      const checked = checkRequest(input);
      if ('problems' in checked) expect(checked.problems).not.toEqual([]);
      else expect(checkRequest(checked.value)).toEqual(checked);
    }),
  );
});

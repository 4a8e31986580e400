import { expect, test } from 'vitest';
import { changesSince } from '../../src/terminal/changes.js';
import { whatToDo } from '../../src/terminal/what-to-do.js';
import { aStatus, ended } from './a-status.js';

test('tells all that is known of an order at first, and then what changes', () => {
  const first = aStatus();
  const stuck = aStatus({ attention: 'upstream_refuses', trouble: 'PATCH answered 400' });

  expect(changesSince(undefined, first)).toEqual([
    '… awaiting payment',
    '✓ order 497291903 (56a73b4f37056457c1f1e0a3), 200.00',
    '✓ to pay before 2026-01-26 09:55:00Z',
  ]);
  expect(changesSince(first, first)).toEqual([]);
  expect(changesSince(first, stuck)).toEqual([
    '✗ PATCH answered 400',
    `! upstream_refuses: ${whatToDo.upstream_refuses}`,
  ]);
  expect(changesSince(stuck, { ...first, ...ended({ outcome: 'expired', reason: 'deadline' }) })).toEqual([
    '… closed',
    '✓ needs no attention any more',
    '✗ expired: deadline, decided by payment',
  ]);
});

import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { Unreadable } from '../../src/client/errors.js';
import { readTrouble } from '../../src/workflows/trouble.js';

const failed = (cause: Error) =>
  new ActivityFailure('Activity task failed', 'createOrder', '1', 'NON_RETRYABLE_FAILURE', 'worker', cause);

it('takes a failure of ours for what it is', () => {
  const refused = ApplicationFailure.create({ type: 'Refused', message: 'no such set' });

  expect(readTrouble(failed(refused))).toEqual({ type: 'Refused', words: 'no such set' });
});

it('takes a bug in an activity for a deed whose effect is unknown', () => {
  const bug = ApplicationFailure.create({ type: 'TypeError', message: 'x is undefined' });

  expect(readTrouble(failed(bug))).toEqual({ type: 'Unknown', words: 'x is undefined' });
});

it('takes a deed that its worker could not decrypt for one that was not done', () => {
  // As the SDK reports what the codec throws.
  const unreadable = ApplicationFailure.fromError(new Unreadable('encrypted with the key "2026-02"'));

  expect(readTrouble(failed(unreadable))).toMatchObject({ type: 'NotProcessed' });
});

it.each([
  ['SCHEDULE_TO_START', 'NotProcessed'],
  ['START_TO_CLOSE', 'Unknown'],
] as const)('takes a timeout from %s for %s', (kind, type) => {
  const late = new TimeoutFailure('activity timed out', undefined, kind);

  expect(readTrouble(failed(late))).toMatchObject({ type });
});

it('throws a bug of the workflow on', () => {
  expect(() => readTrouble(new TypeError('y is undefined'))).toThrow('y is undefined');
});

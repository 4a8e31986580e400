import { ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { Unavailable } from '../../src/client.js';
import { translate } from '../../src/client/failures.js';

// What Temporal 1.31 answers in the seconds after a crash, found by `npm run stack -- --kills 200`; which of them, if any,
// a test of its own cannot choose.

it.each([
  'Unable to perform workflow execution update due to Workflow Task in failed state.',
  'Unable to perform workflow execution update due to unexpected workflow task failure.',
])('asks to repeat what the server answers with "%s"', (words) => {
  const failedPrecondition = 9;
  // As of a start with an update, where only the message says why.
  const details = 'Update-with-Start could not be executed.';
  const error = Object.assign(new Error(words), { code: failedPrecondition, details, metadata: {} });

  expect(translate('A-1', error)).toBeInstanceOf(Unavailable);
});

it.each([
  ['UNKNOWN', 2, 'something went wrong, please retry (1b72822f)'],
  ['INTERNAL', 13, 'something went wrong, please retry (1b72822f)'],
  ['UNKNOWN, unmasked', 2, 'driver: bad connection'],
])('asks to repeat what went wrong inside the server: %s', (_, code, details) => {
  const cause = Object.assign(new Error(details), { code, details, metadata: {} });

  expect(
    translate('A-1', new ServiceError('Failed to get Workflow execution history', { cause })),
  ).toBeInstanceOf(Unavailable);
});

it('passes on what will go wrong again', () => {
  const details = 'Invalid query: unknown column';
  const error = Object.assign(new Error(details), { code: 3, details, metadata: {} });

  expect(translate('A-1', error)).toBe(error);
});

it('asks to repeat an update that the server took back from a worker', () => {
  const cause = ApplicationFailure.nonRetryable('it was not processed by worker', 'UnprocessedUpdate');

  expect(translate('A-1', new WorkflowUpdateFailedError('Workflow Update failed', cause))).toBeInstanceOf(
    Unavailable,
  );
});

import { ApplicationFailure } from '@temporalio/common';
import { failure, type FailureType } from '../domain/failure.js';
import { NoUsableAnswer, SaidNo } from '../ticketscloud/errors.js';

// A platform that asks for more is asked again all the same: tickets are being held meanwhile.
const LONGEST_WAIT_MS = 60_000;

/** Runs a deed; what the upstream did to it becomes a failure that Temporal and the saga can read. */
export async function deed<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asFailure(error);
  }
}

/** Whether it is tried again is up to the retry policy of the call; here it is only said what happened. */
function asFailure(error: unknown): unknown {
  if (error instanceof SaidNo) return fail(typeOf(error), error.message);
  if (error instanceof NoUsableAnswer) {
    const type = error.processed === 'no' ? failure.notProcessed : failure.unknown;
    return fail(type, error.message, error.retryAfterMs);
  }
  return error;
}

function typeOf({ status }: SaidNo): FailureType {
  if (status === 401 || status === 403) return failure.wrongKey;
  return status === 404 ? failure.notFound : failure.refused;
}

/**
 * Makes a failure of the closed set. It has no cause, so that nothing of a request can leak through it. How long to
 * wait is said twice: to Temporal, and to the workflow, which is not shown what Temporal was told.
 */
export function fail(type: FailureType, message: string, retryAfterMs?: number): ApplicationFailure {
  // "Retry-After: 0" names no time: then the retry policy knows better than to hurry.
  if (!retryAfterMs) return ApplicationFailure.create({ type, message });
  const nextRetryDelay = Math.min(retryAfterMs, LONGEST_WAIT_MS);
  return ApplicationFailure.create({
    type,
    message,
    nextRetryDelay,
    details: [{ retryAfterMs: nextRetryDelay }],
  });
}

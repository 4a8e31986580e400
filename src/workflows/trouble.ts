import { ActivityFailure, ApplicationFailure, TemporalFailure, TimeoutFailure } from '@temporalio/workflow';
import { failure, isFailureType, type FailureType } from '../domain/failure.js';
import type { Ending, Reason } from '../domain/outcome.js';

/** What an activity's failure means to the saga. */
export interface Trouble {
  readonly type: FailureType;
  readonly words: string;
  /** How long the upstream asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Nothing was asked for, since an earlier run of this workflow may have got it already. */
  readonly earlierRun?: boolean;
}

/** Reads the failure of an activity, whatever it is; anything else is a bug and is thrown on. */
export function readTrouble(error: unknown): Trouble {
  // A local activity fails with what is the cause of an ordinary one's failure.
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure) {
    const { message: words, details } = cause;
    // Its worker could not decrypt what it was to do, so did nothing; another worker may have the key.
    if (cause.type === 'Unreadable') return { type: failure.notProcessed, words };
    // A type that is none of ours is a bug in the activity: it says nothing about what was done by then.
    const type = isFailureType(cause.type) ? cause.type : failure.unknown;
    return { ...(details?.[0] as Pick<Trouble, 'retryAfterMs' | 'earlierRun'>), type, words };
  }
  if (cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START')
    return { type: failure.notProcessed, words: 'no worker took it on in time' };
  if (!(error instanceof TemporalFailure)) throw error;
  const { message } = cause instanceof Error ? cause : error;
  return { type: failure.unknown, words: `its effect is unknown: ${message}` };
}

/** The end of an order that could not get as far as the payment. */
export function rejectedFor({ type, words }: Trouble): Ending {
  return {
    outcome: 'rejected',
    reason: reasons[type] ?? 'upstream_unavailable',
    decidedBy: 'upstream',
    details: words,
  };
}

const reasons: Partial<Record<FailureType, Reason>> = {
  [failure.refused]: 'refused',
  [failure.notFound]: 'refused',
  [failure.wrongKey]: 'wrong_key',
};

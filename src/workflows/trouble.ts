import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Ending, Reason } from '../domain/outcome.js';

/** What an activity's failure means to the saga. */
export interface Trouble {
  readonly type: string;
  readonly words: string;
  /** How long the upstream asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Reads the failure of an activity, whatever it is; anything else is a bug and is thrown on. */
export function readTrouble(error: unknown): Trouble {
  if (!(error instanceof ActivityFailure)) throw error;
  const { cause } = error;
  if (cause instanceof TimeoutFailure && cause.timeoutType === 'SCHEDULE_TO_START')
    return { type: failure.notProcessed, words: 'no worker took it on in time' };
  if (cause instanceof ApplicationFailure) {
    const { type, message, details } = cause;
    return { ...(details?.[0] as { retryAfterMs?: number }), type: type ?? failure.unknown, words: message };
  }
  return { type: failure.unknown, words: `its effect is unknown: ${cause?.message ?? error.message}` };
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

const reasons: Partial<Record<string, Reason>> = {
  [failure.refused]: 'refused',
  [failure.notFound]: 'refused',
  [failure.wrongKey]: 'wrong_key',
};

import type { Client } from '@temporalio/client';

// Longer than any answer takes while all is well, and shorter than most callers wait for one.
const ANSWER_WITHIN_MS = 20_000;

/** Makes calls that are `Unavailable` when Temporal has not answered in time, and of which nothing goes on then. */
export type InTime = <T>(call: () => Promise<T>) => Promise<T>;

export const answeringInTime =
  (client: Client, withinMs = ANSWER_WITHIN_MS): InTime =>
  (call) =>
    client.withDeadline(Date.now() + withinMs, call);

import { activityInfo, cancellationSignal } from '@temporalio/activity';
import type { Call } from '../ticketscloud/http.js';

/**
 * Calls that end with their activity, and all together before any timeout of it: `call()` is the next one. A call that
 * outlived its activity would meet the next one's, and the order has a single writer.
 */
function budget(totalMs: number, callMs: number): () => Call {
  const until = performance.now() + Math.min(totalMs, leftOfAllAttemptsMs());
  const signal = cancellationSignal();
  // What has no time left is not sent: a deadline of 0 ms ends it before it begins.
  return () => ({ deadlineMs: Math.max(0, Math.floor(Math.min(callMs, until - performance.now()))), signal });
}

/** How much of the schedule-to-close timeout was left when this attempt began, by the server's clock. */
function leftOfAllAttemptsMs(): number {
  const { scheduleToCloseTimeoutMs, scheduledTimestampMs, currentAttemptScheduledTimestampMs } =
    activityInfo();
  const passedMs = currentAttemptScheduledTimestampMs - scheduledTimestampMs;
  // 0 means without limit.
  return scheduleToCloseTimeoutMs > 0 ? scheduleToCloseTimeoutMs - passedMs : Infinity;
}

// Creating holds tickets seat by seat, which takes longer than reading or changing one order. Start-to-close: 20 s.
export const posting = () => budget(15_000, 15_000);
// A look, the change, and another look. Start-to-close: 15 s, or 3 s within a workflow task.
export const patching = () => (activityInfo().isLocal ? budget(2_500, 2_500) : budget(13_000, 10_000));
// Start-to-close: 12 s.
export const reading = () => budget(10_000, 10_000);

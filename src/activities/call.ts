import { cancellationSignal } from '@temporalio/activity';
import type { Call } from '../ticketscloud/http.js';

/** Calls that end with their activity, and all together before its start-to-close timeout: `call()` is the next one. */
function budget(totalMs: number, callMs: number): () => Call {
  const until = performance.now() + totalMs;
  const signal = cancellationSignal();
  // What has no time left is not sent: a deadline of 0 ms ends it before it begins.
  return () => ({ deadlineMs: Math.max(0, Math.floor(Math.min(callMs, until - performance.now()))), signal });
}

// Creating holds tickets seat by seat, which takes longer than reading or changing one order. Start-to-close: 20 s.
export const posting = () => budget(15_000, 15_000);
// A look, the change, and another look. Start-to-close: 15 s.
export const patching = () => budget(13_000, 10_000);
// Start-to-close: 12 s.
export const reading = () => budget(10_000, 10_000);

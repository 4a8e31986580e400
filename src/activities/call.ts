import { cancellationSignal } from '@temporalio/activity';
import type { Call } from '../ticketscloud/http.js';

/** A call that ends with its activity, and by itself before the activity's start-to-close timeout. */
const within = (deadlineMs: number): Call => ({ deadlineMs, signal: cancellationSignal() });

// Creating holds tickets seat by seat, which takes longer than reading or changing one order.
export const posting = (): Call => within(15_000);
export const patching = (): Call => within(10_000);
export const reading = (): Call => within(10_000);

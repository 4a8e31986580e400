/** The activities as the workflow calls them: how long each may take, and what ends the retrying. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.js';
import { failure } from '../domain/failure.js';

/** POST: one attempt an execution, since a second one could make a second order. What follows is decided in sight. */
export const { createOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '20 seconds',
  // Nothing was sent yet, so it is safe to ask again, in sight.
  scheduleToStartTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

/** GET: for ever; only an order that the upstream does not know ends it. */
export const { readOrder, findLostOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '12 seconds',
  retry: {
    initialInterval: '500 ms',
    maximumInterval: '30 seconds',
    nonRetryableErrorTypes: [failure.notFound],
  },
});

/** The steps before the payment: while the hold lasts, which `forMs` says. */
export function stepsWithin(forMs: number): Pick<Activities, 'setPaymentSystem' | 'setInProgress'> {
  return proxyActivities<Activities>({
    startToCloseTimeout: '15 seconds',
    // One attempt at least; and a schedule-to-close of 0 would mean without limit.
    scheduleToCloseTimeout: Math.max(forMs, 15_000),
    retry: {
      initialInterval: '500 ms',
      maximumInterval: '10 seconds',
      nonRetryableErrorTypes: [failure.refused, failure.wrongKey, failure.notFound],
    },
  });
}

/** PATCH done: after money, so for ever, whatever the upstream answers; only an order that is gone ends it. */
export const { completeOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: {
    initialInterval: '500 ms',
    maximumInterval: '60 seconds',
    nonRetryableErrorTypes: [failure.notFound],
  },
});

/** PATCH canceled: once a round; the release looks again before the next. */
export const { cancelOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: { maximumAttempts: 1 },
});

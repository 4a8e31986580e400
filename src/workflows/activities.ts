/** The activities as the workflow calls them: how long each may take, and what ends the retrying. */
import type { Duration } from '@temporalio/common';
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

/** GET of the list: a look that does not come off is a look that found nothing. */
export const { findLostOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '12 seconds',
  scheduleToCloseTimeout: '30 seconds',
  retry: {
    initialInterval: '500 ms',
    nonRetryableErrorTypes: [failure.refused, failure.wrongKey, failure.notFound],
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

/** GET, and PATCH done: whatever the upstream answers, they are tried again; only an order that is gone ends it. */
function untilItComesOff(limit: {
  scheduleToCloseTimeout?: Duration;
}): Pick<Activities, 'readOrder' | 'completeOrder'> {
  const gone = { nonRetryableErrorTypes: [failure.notFound] };
  const { readOrder } = proxyActivities<Activities>({
    ...limit,
    startToCloseTimeout: '12 seconds',
    retry: { initialInterval: '500 ms', maximumInterval: '30 seconds', ...gone },
  });
  const { completeOrder } = proxyActivities<Activities>({
    ...limit,
    startToCloseTimeout: '15 seconds',
    retry: { initialInterval: '500 ms', maximumInterval: '60 seconds', ...gone },
  });
  return { readOrder, completeOrder };
}

/** For as long as nobody needs to know that it is in trouble. */
export const quick = untilItComesOff({ scheduleToCloseTimeout: '5 minutes' });
/** For ever, once it was flagged. */
export const patient = untilItComesOff({});

/** GET again and again in one activity, until the platform has moved the order. */
export const { watchOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '12 seconds',
  retry: { maximumInterval: '30 seconds', nonRetryableErrorTypes: [failure.notFound] },
});

/** PATCH canceled: once a round; the release looks again before the next. */
export const { cancelOrder } = proxyActivities<Activities>({
  startToCloseTimeout: '15 seconds',
  retry: { maximumAttempts: 1 },
});

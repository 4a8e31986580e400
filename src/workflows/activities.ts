/** The activities as the workflow calls them: how long each may take, what ends the retrying, how a timeline names it. */
import type { Duration, RetryPolicy } from '@temporalio/common';
import { proxyActivities, proxyLocalActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.js';
import { failure, type FailureType } from '../domain/failure.js';

/** What ends the retrying: a "no" while there is no money, and afterwards only that the order is gone. */
export const finalBeforePayment: FailureType[] = [failure.refused, failure.wrongKey, failure.notFound];
export const finalAfterwards: FailureType[] = [failure.notFound];

const [posting, patching, reading] = ['20 seconds', '15 seconds', '12 seconds'] as const;
// Three of them, as when the money came first, end within a workflow task, which times out after 10 s: what outlived it
// would meet its repetition.
const atOnce = '3 seconds';

/** One attempt an execution, since a second one could make a second order. What follows is decided in sight. */
export const { createOrder } = proxyActivities<Activities>({
  summary: 'POST order',
  startToCloseTimeout: posting,
  // Nothing was sent yet, so it is safe to ask again, in sight.
  scheduleToStartTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

/** A look that does not come off is a look that found nothing. */
export const { findLostOrder } = proxyActivities<Activities>({
  summary: 'GET orders, look for ours',
  startToCloseTimeout: reading,
  scheduleToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', nonRetryableErrorTypes: finalBeforePayment },
});

const toPaymentSystem = 'PATCH order → payment system';
const toInProgress = 'PATCH order → in_progress';
const toDone = 'PATCH order → done';

const withinTheTask = (summary: string) =>
  proxyLocalActivities<Activities>({
    summary,
    startToCloseTimeout: atOnce,
    retry: { maximumAttempts: 1 },
  });

/** What may be done twice, as it is tried first: once, within the workflow task. See `atOnce`. */
export const local = {
  setPaymentSystem: withinTheTask(toPaymentSystem).setPaymentSystem,
  setInProgress: withinTheTask(toInProgress).setInProgress,
  completeOrder: withinTheTask(toDone).completeOrder,
};

/** The steps before the payment: while the hold lasts, which `forMs` says. */
export function stepsWithin(forMs: number): Pick<Activities, 'setPaymentSystem' | 'setInProgress'> {
  const options = {
    startToCloseTimeout: patching,
    // One attempt at least; and a schedule-to-close of 0 would mean without limit.
    scheduleToCloseTimeout: Math.max(forMs, 15_000),
    retry: {
      initialInterval: '500 ms',
      maximumInterval: '10 seconds',
      nonRetryableErrorTypes: finalBeforePayment,
    },
  } satisfies ActivityOptions;
  const { setPaymentSystem } = proxyActivities<Activities>({ ...options, summary: toPaymentSystem });
  const { setInProgress } = proxyActivities<Activities>({ ...options, summary: toInProgress });
  return { setPaymentSystem, setInProgress };
}

/** Whatever the upstream answers, these are tried again; only an order that is gone ends it. */
function untilItComesOff(limit: {
  scheduleToCloseTimeout?: Duration;
}): Pick<Activities, 'readOrder' | 'completeOrder'> {
  const gone = { initialInterval: '500 ms', nonRetryableErrorTypes: finalAfterwards } satisfies RetryPolicy;
  const { readOrder } = proxyActivities<Activities>({
    ...limit,
    summary: 'GET order',
    startToCloseTimeout: reading,
    retry: { ...gone, maximumInterval: '30 seconds' },
  });
  const { completeOrder } = proxyActivities<Activities>({
    ...limit,
    summary: toDone,
    startToCloseTimeout: patching,
    retry: { ...gone, maximumInterval: '60 seconds' },
  });
  return { readOrder, completeOrder };
}

/** For as long as nobody needs to know that it is in trouble. */
export const quick = untilItComesOff({ scheduleToCloseTimeout: '5 minutes' });
/** For ever, once it was flagged. */
export const patient = untilItComesOff({});

/** GET again and again in one activity, until the platform has moved the order. */
export const { watchOrder } = proxyActivities<Activities>({
  summary: 'GET order until it moves',
  startToCloseTimeout: reading,
  retry: { maximumInterval: '30 seconds', nonRetryableErrorTypes: finalAfterwards },
});

/** Once a round; the release looks again before the next. */
export const { cancelOrder } = proxyActivities<Activities>({
  summary: 'PATCH order → canceled',
  startToCloseTimeout: patching,
  retry: { maximumAttempts: 1 },
});

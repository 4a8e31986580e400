import { activityInfo, heartbeat } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { reading } from './call.js';
import { deed } from './failures.js';
import { viewOrder } from './order-view.js';

// A card is typed within seconds, and its owner is watching the page.
const FIRST_MS = 5_000;
const OFTEN_MS = 15_000;
const SELDOM_MS = 60_000;
// As for everything else that does not come off: then somebody should know.
const BLIND_MS = 5 * 60_000;
// Who pays does so soon, or in the last minutes.
const SOON_ATTEMPTS = 20;
const LAST_MS = 2 * 60_000;

/**
 * Returns the order once the platform shows it in another state, or with another end of its hold, than `known`. Until
 * then it fails as `StillInProgress`, which is retried: polling that leaves no trace in the history. What stands in the
 * way of looking is retried, too, for five minutes, and then told. Changes nothing, however often it runs.
 */
export const watchOrder =
  (ticketscloud: Ticketscloud) =>
  (known: Order): Promise<Order> =>
    deed(async () => {
      const order = viewOrder(await ticketscloud.readOrder(known.id, reading()()));
      heartbeat(activityInfo().currentAttemptScheduledTimestampMs);
      if (order.status !== known.status || order.reservedTillMs !== known.reservedTillMs) return order;
      const { attempt } = activityInfo();
      const often = attempt <= SOON_ATTEMPTS || order.holdMs <= LAST_MS;
      const usualMs = often ? OFTEN_MS : SELDOM_MS;
      throw ApplicationFailure.create({
        type: failure.stillInProgress,
        message: `the order is still ${order.status}`,
        category: ApplicationFailureCategory.BENIGN,
        nextRetryDelay: attempt === 1 ? FIRST_MS : usualMs,
      });
    }).catch(tellWhenBlind);

/** Throws a failure on; for good when nothing was seen for too long, by the server's clock. */
function tellWhenBlind(error: unknown): never {
  const { scheduledTimestampMs, currentAttemptScheduledTimestampMs, heartbeatDetails } = activityInfo();
  const seenAtMs = (heartbeatDetails as number | undefined) ?? scheduledTimestampMs;
  const isBlind = error instanceof ApplicationFailure && error.type !== failure.stillInProgress;
  if (!isBlind || currentAttemptScheduledTimestampMs - seenAtMs < BLIND_MS) throw error;
  const { type, message } = error;
  throw ApplicationFailure.create({ type: type ?? failure.unknown, message, nonRetryable: true });
}

/**
 * The first step: the create, which the upstream cannot repeat safely. One attempt at a time; what follows is decided
 * here, in sight: certainly not processed, ask again; nobody knows, look for the order it may have made.
 */
import { condition, workflowInfo } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { createOrder } from './activities.js';
import { attempt } from './attempt.js';
import { findLost } from './find-lost.js';
import { countLostCreate } from './metrics.js';
import { accept, leave, pass } from './news.js';
import { growing } from './pauses.js';
import { change, nextOf, type Saga } from './saga.js';
import { rejectedFor } from './trouble.js';

// Nobody who clicked on "buy" waits longer than this for an answer.
const GIVE_UP_AFTER_MS = 5 * 60_000;
// A third would leave a third orphan on the seats.
const MOST_CREATES = 2;

export async function holdTickets(saga: Saga): Promise<void> {
  const { firstExecutionRunId, runId } = workflowInfo();
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  const calledOff = () => nextOf(saga).next !== 'proceed';

  for (const pauseMs of growing(1_000, 30_000)) {
    // After a reset the first run may have made the order; once we have looked for it, this run may make one.
    const inRun = saga.lostCreates === 0 ? firstExecutionRunId : runId;
    const { seen, trouble } = await attempt(saga, createOrder(saga.request, inRun));
    if (seen) return takeOver(saga, seen);

    if (trouble.type === failure.unknown) {
      change(saga, { lostCreates: saga.lostCreates + 1 });
      const found = await findLost(saga, trouble);
      if (found) return takeOver(saga, found, saga.lostCreates - 1);
      countLostCreate();
      if (saga.lostCreates === MOST_CREATES) return leave(saga, rejectedFor(trouble));
    } else {
      const waitMs = trouble.retryAfterMs ?? pauseMs;
      if (trouble.type !== failure.notProcessed || Date.now() + waitMs > giveUpAt)
        return leave(saga, rejectedFor(trouble));
      await condition(calledOff, waitMs, { summary: 'before asking again' });
    }
    if (calledOff()) return;
  }
}

function takeOver(saga: Saga, order: Order, lostCreates = saga.lostCreates): void {
  change(saga, { lostCreates });
  accept(saga, order);
  pass(saga, 'reserved');
}

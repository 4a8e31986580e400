/**
 * The first step: the create, which the upstream cannot repeat safely. One attempt at a time; what follows is decided
 * here, in sight: certainly not processed, ask again; nobody knows, look for the order it may have made.
 */
import { condition, sleep, workflowInfo } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { createOrder, findLostOrder } from './activities.js';
import { growing } from './pauses.js';
import { attempt } from './attempt.js';
import { countLostCreate } from './metrics.js';
import { accept, leave, pass } from './news.js';
import { change, nextOf, type Saga } from './saga.js';
import { readTrouble, rejectedFor } from './trouble.js';

// Nobody who clicked on "buy" waits longer than this for an answer.
const GIVE_UP_AFTER_MS = 5 * 60_000;
// An order appears in the list when the platform has come round to it.
const LOOKS_AFTER_MS = [5_000, 10_000, 15_000];
// A third would leave a third orphan on the seats.
const MOST_CREATES = 2;

export async function holdTickets(saga: Saga): Promise<void> {
  // Of the first run: after a reset, the order may be as old as that.
  const { firstExecutionRunId, runId, startTime } = workflowInfo();
  const since = startTime.getTime();
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  const calledOff = () => nextOf(saga).next !== 'proceed';

  for (const pauseMs of growing(1_000, 30_000)) {
    // After a reset the first run may have made the order; once we have looked for it, this run may make one.
    const inRun = saga.lostCreates === 0 ? firstExecutionRunId : runId;
    const { seen, trouble } = await attempt(saga, createOrder(saga.request, inRun));
    if (seen) return takeOver(saga, seen);

    if (trouble.type === failure.unknown) {
      change(saga, { lostCreates: saga.lostCreates + 1 });
      const found = await findLost(saga, since);
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

/** The order that a lost create has made, if it can be found. Nothing interrupts the looks: it holds tickets. */
async function findLost(saga: Saga, since: number): Promise<Order | undefined> {
  for (const waitMs of LOOKS_AFTER_MS) {
    await sleep(waitMs, { summary: 'before looking for the lost order' });
    const found = await findLostOrder(saga.request, since).catch(nothingSeen);
    if (found) return found;
  }
  return undefined;
}

function nothingSeen(error: unknown): null {
  readTrouble(error);
  return null;
}

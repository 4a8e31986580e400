/** The search for an order that a create may have made without telling us. */
import { condition, sleep, workflowInfo } from '@temporalio/workflow';
import type { Order } from '../domain/order.js';
import { findLostOrder } from './activities.js';
import { attempt, type Result } from './attempt.js';
import { attentionFor, raise, relieve } from './attention.js';
import { growing } from './pauses.js';
import { nextOf, type Saga } from './saga.js';
import type { Trouble } from './trouble.js';

// An order appears in the list when the platform has come round to it.
const LOOKS_AFTER_MS = [5_000, 10_000, 15_000];

const summary = 'before looking for the lost order';

/** Looks for the order that a lost create may have made. Nothing interrupts the looks: it holds tickets. */
export async function findLost(saga: Saga, { earlierRun }: Trouble): Promise<Order | null> {
  const troubles: Trouble[] = [];
  for (const waitMs of LOOKS_AFTER_MS) {
    await sleep(waitMs, { summary });
    const { seen, trouble } = await look(saga, earlierRun);
    if (seen) return seen;
    if (trouble) troubles.push(trouble);
  }
  const blind = troubles.length === LOOKS_AFTER_MS.length ? troubles.at(-1) : undefined;
  return earlierRun && blind ? findAtLast(saga, blind) : null;
}

/**
 * Looks until a look comes off. What an earlier run has bought may be paid and done, and not a hold that lapses: it must
 * not be bought again because the list could not be read.
 */
async function findAtLast(saga: Saga, trouble: Trouble): Promise<Order | null> {
  raise(saga, attentionFor(trouble));
  const calledOff = () => nextOf(saga).next !== 'proceed';
  let looked: Result<Order | null> = { trouble };
  for (const pauseMs of growing(15_000, 60_000)) {
    if (!looked.trouble || (await condition(calledOff, pauseMs, { summary }))) break;
    looked = await look(saga, true);
  }
  relieve(saga);
  return looked.seen ?? null;
}

function look(saga: Saga, evenOver = false): Promise<Result<Order | null>> {
  // Of the first run: after a reset, the order may be as old as that.
  const since = workflowInfo().startTime.getTime();
  return attempt(saga, findLostOrder(saga.request, since, evenOver));
}

/** The search for an order that a create may have made without telling us. */
import { condition, sleep, workflowInfo } from '@temporalio/workflow';
import type { Order } from '../domain/order.js';
import { findLostOrder } from './activities.js';
import { attentionFor, raise, relieve } from './attention.js';
import { complain } from './news.js';
import { growing } from './pauses.js';
import { nextOf, type Saga } from './saga.js';
import { readTrouble, type Trouble } from './trouble.js';

// An order appears in the list when the platform has come round to it.
const LOOKS_AFTER_MS = [5_000, 10_000, 15_000];

const summary = 'before looking for the lost order';

/** Looks for the order that a lost create may have made. Nothing interrupts the looks: it holds tickets. */
export async function findLost(saga: Saga, { earlierRun }: Trouble): Promise<Order | null> {
  const troubles: Trouble[] = [];
  for (const waitMs of LOOKS_AFTER_MS) {
    await sleep(waitMs, { summary });
    const { found, trouble } = await look(saga, earlierRun);
    if (found) return found;
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
  let seen: Look = { found: null, trouble };
  for (const pauseMs of growing(15_000, 60_000)) {
    if (!seen.trouble || (await condition(calledOff, pauseMs, { summary }))) break;
    seen = await look(saga, true);
  }
  relieve(saga);
  return seen.found;
}

/** What was found, or why nobody could look. */
interface Look {
  readonly found: Order | null;
  readonly trouble?: Trouble | undefined;
}

async function look(saga: Saga, evenOver = false): Promise<Look> {
  // Of the first run: after a reset, the order may be as old as that.
  const since = workflowInfo().startTime.getTime();
  try {
    return { found: await findLostOrder(saga.request, since, evenOver) };
  } catch (error) {
    const trouble = readTrouble(error);
    complain(saga, trouble.words);
    return { found: null, trouble };
  }
}

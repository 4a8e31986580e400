import { sleep } from '@temporalio/workflow';
import type { FailureType } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { publish } from './news.js';
import type { Saga } from './saga.js';
import { readTrouble } from './trouble.js';

// As before the second attempt of an activity.
const PAUSE_MS = 500;

/** A deed that may be done twice, in two ways, and the failures that another attempt would not change. */
export interface Deed {
  readonly locally: () => Promise<Order>;
  readonly again: () => Promise<Order>;
  readonly final: readonly FailureType[];
}

/**
 * Does a deed at once, within the workflow task: one event instead of three, and no way through the server. What does
 * not come off like that is left to an ordinary activity, which looks first. Nothing that must see what comes in
 * meanwhile may be done like this: messages wait until the workflow task is over.
 */
export async function atOnce(saga: Saga, { locally, again, final }: Deed): Promise<Order> {
  try {
    return await locally();
  } catch (error) {
    const { type, retryAfterMs = PAUSE_MS } = readTrouble(error);
    if (final.includes(type)) throw error;
    publish(saga);
    await sleep(retryAfterMs, { summary: 'before asking again' });
    return again();
  }
}

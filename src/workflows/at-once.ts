import { sleep } from '@temporalio/workflow';
import type { FailureType } from '../domain/failure.js';
import type { Order } from '../domain/order.js';
import { publish } from './news.js';
import type { Saga } from './saga.js';
import { readTrouble } from './trouble.js';

// As before the second attempt of an activity.
const PAUSE_MS = 500;

/** What may be done twice, in its two ways; what another attempt would not change, and how long there is for one. */
export interface Deed {
  readonly locally: () => Promise<Order>;
  readonly again: (leftMs: number) => Promise<Order>;
  readonly final: readonly FailureType[];
  readonly leftMs: () => number;
}

/**
 * Does a deed at once, within the workflow task: one event instead of three, and no way through the server. What does
 * not come off like that is left to an ordinary activity, which looks first. Nothing that must see what comes in
 * meanwhile may be done like this: messages wait until the workflow task is over.
 */
export async function atOnce(saga: Saga, { locally, again, final, leftMs }: Deed): Promise<Order> {
  try {
    return await locally();
  } catch (error) {
    const { type, retryAfterMs = PAUSE_MS } = readTrouble(error);
    if (final.includes(type) || retryAfterMs >= leftMs()) throw error;
    publish(saga);
    await sleep(retryAfterMs, { summary: 'before asking again' });
    return again(leftMs());
  }
}

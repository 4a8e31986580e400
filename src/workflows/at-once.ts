import { sleep } from '@temporalio/workflow';
import type { Order } from '../domain/order.js';
import { finalBeforePayment } from './activities.js';
import { publish } from './news.js';
import type { Saga } from './saga.js';
import { readTrouble } from './trouble.js';

// As before the second attempt of an activity.
const PAUSE_MS = 500;

/** A step before the payment that may be taken twice, in its two ways, and how long there is for it. */
export interface Step {
  readonly locally: () => Promise<Order>;
  readonly again: (leftMs: number) => Promise<Order>;
  readonly leftMs: () => number;
}

/**
 * Takes a step at once, within the workflow task: one event instead of three, and no way through the server. What does
 * not come off like that is left to an ordinary activity, which looks first. Nothing that must see what comes in
 * meanwhile may be done like this, and nothing that money has set off: messages wait until the workflow task is over, and
 * a payment that came as an update is not written down before.
 */
export async function atOnce(saga: Saga, { locally, again, leftMs }: Step): Promise<Order> {
  try {
    return await locally();
  } catch (error) {
    const { type, retryAfterMs = PAUSE_MS } = readTrouble(error);
    if (finalBeforePayment.includes(type) || retryAfterMs >= leftMs()) throw error;
    publish(saga);
    await sleep(retryAfterMs, { summary: 'before asking again' });
    return again(leftMs());
  }
}

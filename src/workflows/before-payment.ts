/** The steps that make the payment due. Each leaves an order behind, or the reason why there will be none. */
import { condition } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import { objectionTo } from '../domain/hold.js';
import type { Order } from '../domain/order.js';
import { usableHold } from '../domain/time-to-pay.js';
import { createOrder, stepsWithin } from './activities.js';
import { growing } from './pauses.js';
import { enter, leave, makePaymentDue, nextOf, see, type Saga } from './saga.js';
import { readTrouble, rejectedFor } from './trouble.js';

// Nobody who clicked on "buy" waits longer than this for an answer.
const GIVE_UP_AFTER_MS = 5 * 60_000;

/** Asks the upstream for the tickets; again while it is certain that the request was not processed. */
export async function holdTickets(saga: Saga): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  for (const pauseMs of growing(1_000, 30_000)) {
    try {
      accept(saga, await createOrder(saga.request));
      return enter(saga, 'reserved');
    } catch (error) {
      const trouble = readTrouble(error);
      saga.trouble = trouble.words;
      const waitMs = trouble.retryAfterMs ?? pauseMs;
      if (trouble.type !== failure.notProcessed || Date.now() + waitMs > giveUpAt)
        return leave(saga, rejectedFor(trouble));
      const calledOff = () => nextOf(saga).next !== 'proceed';
      if (await condition(calledOff, waitMs, { summary: 'before asking again' })) return;
    }
  }
}

export async function choosePaymentSystem(saga: Saga): Promise<void> {
  await step(saga, ({ setPaymentSystem }, { id }) => setPaymentSystem(id, saga.request));
}

/** Starts the platform's own time for the payment; from here the total is frozen. */
export async function startPayment(saga: Saga): Promise<void> {
  await step(saga, ({ setInProgress }, { id }) => setInProgress(id));
  if (!saga.facts.leaving && saga.order?.status === 'in_progress') makePaymentDue(saga, saga.order);
}

type Deed = (activities: ReturnType<typeof stepsWithin>, order: Order) => Promise<Order>;

async function step(saga: Saga, deed: Deed): Promise<void> {
  const { order, seenAt } = saga;
  if (!order) return;
  const holdLeftMs = usableHold(order, saga.request) - (Date.now() - seenAt);
  try {
    accept(saga, await deed(stepsWithin(holdLeftMs), order));
  } catch (error) {
    const trouble = readTrouble(error);
    saga.trouble = trouble.words;
    if (trouble.type === failure.notFound) see(saga, { ...order, status: 'vanished' });
    else leave(saga, rejectedFor(trouble));
  }
}

function accept(saga: Saga, order: Order): void {
  see(saga, order);
  const objection = objectionTo(order, saga.request);
  if (objection) leave(saga, objection);
}

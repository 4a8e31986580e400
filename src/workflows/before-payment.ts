/** The steps that make the payment due. Each leaves the order further on, or the reason why it goes no further. */
import type { Order } from '../domain/order.js';
import { usableHold } from '../domain/time-to-pay.js';
import { finalBeforePayment, local, stepsWithin } from './activities.js';
import { atOnce } from './at-once.js';
import { look } from './attempt.js';
import { holdTickets } from './hold-tickets.js';
import { accept, leave, makePaymentDue } from './news.js';
import { change, type Saga } from './saga.js';
import { rejectedFor } from './trouble.js';

/** Takes the next step towards the payment: hold the tickets, choose how they are paid, start the payment. */
export function nextStep(saga: Saga): Promise<void> {
  if (!saga.order) return holdTickets(saga);
  return saga.paymentSystemChosen ? startPayment(saga) : choosePaymentSystem(saga);
}

async function choosePaymentSystem(saga: Saga): Promise<void> {
  await take(saga, ({ setPaymentSystem }, { id }, again) => setPaymentSystem(id, saga.request, again));
  change(saga, { paymentSystemChosen: true });
}

/** Starts the platform's own time for the payment; from here the total is frozen. */
async function startPayment(saga: Saga): Promise<void> {
  await take(saga, ({ setInProgress }, { id }, again) => setInProgress(id, again));
  if (!saga.facts.leaving && saga.order?.status === 'in_progress') makePaymentDue(saga, saga.order);
}

type Steps = ReturnType<typeof stepsWithin>;

async function take(
  saga: Saga,
  step: (steps: Steps, order: Order, again?: 'again') => Promise<Order>,
): Promise<void> {
  const { order, seenAt } = saga;
  if (!order) return;
  const taken = atOnce(saga, {
    locally: () => step(local, order),
    again: (leftMs) => step(stepsWithin(leftMs), order, 'again'),
    final: finalBeforePayment,
    leftMs: () => usableHold(order, saga.request) - (Date.now() - seenAt),
  });
  const { seen, trouble } = await look(saga, order, taken);
  if (seen) accept(saga, seen);
  else leave(saga, rejectedFor(trouble));
}

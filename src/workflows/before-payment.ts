/** The steps that make the payment due. Each leaves the order further on, or the reason why it goes no further. */
import type { Order } from '../domain/order.js';
import { usableHold } from '../domain/time-to-pay.js';
import { stepsWithin } from './activities.js';
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
  await step(saga, ({ setPaymentSystem }, { id }) => setPaymentSystem(id, saga.request));
  change(saga, { paymentSystemChosen: true });
}

/** Starts the platform's own time for the payment; from here the total is frozen. */
async function startPayment(saga: Saga): Promise<void> {
  await step(saga, ({ setInProgress }, { id }) => setInProgress(id));
  if (!saga.facts.leaving && saga.order?.status === 'in_progress') makePaymentDue(saga, saga.order);
}

type Deed = (activities: ReturnType<typeof stepsWithin>, order: Order) => Promise<Order>;

async function step(saga: Saga, deed: Deed): Promise<void> {
  const { order, seenAt } = saga;
  if (!order) return;
  const holdLeftMs = usableHold(order, saga.request) - (Date.now() - seenAt);
  const { seen, trouble } = await look(saga, order, deed(stepsWithin(holdLeftMs), order));
  if (seen) accept(saga, seen);
  else leave(saga, rejectedFor(trouble));
}

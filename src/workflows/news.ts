/** What the steps and the message handlers tell the saga: they take note, and never decide. */
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { Facts } from '../domain/facts.js';
import { objectionTo } from '../domain/hold.js';
import type { Order } from '../domain/order.js';
import type { Ending, OutcomeName } from '../domain/outcome.js';
import { byPlatformClock, grace, timeToPay } from '../domain/time-to-pay.js';
import { raise } from './attention.js';
import { searchAttribute, type Phase } from './contract.js';
import { measureHoldLeft, measurePaymentDue } from './metrics.js';
import { change, type Saga } from './saga.js';

/** Takes note of facts; what is known already stands unless it is told anew. */
export function learn(saga: Saga, facts: Partial<Facts>): void {
  change(saga, { facts: { ...saga.facts, ...facts } });
}

/** Takes note of what went wrong, in words. */
export function complain(saga: Saga, words: string): void {
  change(saga, { trouble: words });
}

/**
 * Takes note of the order as the upstream shows it now. Once the payment is due the total is frozen, and a hold that
 * moved later moves the deadline along.
 */
export function see(saga: Saga, seen: Order): void {
  const moved = saga.order !== undefined && seen.reservedTillMs > saga.order.reservedTillMs;
  const order = saga.due ? { ...seen, total: saga.due.shown.total } : seen;
  change(saga, { order, seenAt: Date.now() });
  if (saga.due && moved) makePaymentDue(saga, order);
  if (order.status === 'vanished') raise(saga, 'order_vanished');
}

/** Takes an order over on the way to its payment, unless it is not what the customer wants to pay for. */
export function accept(saga: Saga, order: Order): void {
  see(saga, order);
  const objection = objectionTo(order, saga.request);
  if (objection) leave(saga, objection);
}

/** From now on everybody who waits for it learns how to pay, and until when. */
export function makePaymentDue(saga: Saga, order: Order): void {
  const now = Date.now();
  const since = saga.due?.since ?? now;
  const ms = timeToPay(order, saga.request, now - since);
  const { id: orderId, number, total, tickets } = order;
  // Said once, in the answer that made the payment due.
  const redirectUrl = order.redirectUrl ?? saga.due?.shown.redirectUrl;
  const shown = {
    reference: saga.request.reference,
    orderId,
    number,
    total,
    tickets,
    ...(redirectUrl !== undefined && { redirectUrl }),
    payBefore: byPlatformClock(order, ms),
  };
  if (!saga.due) measurePaymentDue();
  change(saga, { due: { since, giveUpAt: now + ms + grace(saga.request), shown } });
}

/** Sends the order on its way out. With a lost order about, that one may be why there are no tickets for it. */
export function leave(saga: Saga, because: Ending): void {
  const orphaned =
    saga.lostCreates > 0 && (because.reason === 'refused' || because.outcome === 'unavailable');
  const leaving = orphaned
    ? { ...because, outcome: 'unavailable' as const, reason: 'possible_orphan' as const }
    : because;
  learn(saga, { leaving });
}

/** Moves to another phase, which as a rule is over within the workflow task: lists learn of it only if it lasts. */
export function pass(saga: Saga, phase: Phase): void {
  const isPaid = phase === 'completing' && saga.phase !== phase;
  if (isPaid) measureHoldLeft(saga);
  change(saga, { phase, ...(isPaid && { paidAt: Date.now() }) });
}

/** Moves to another phase, for everybody to see. */
export function enter(saga: Saga, phase: Phase, outcome?: OutcomeName): void {
  pass(saga, phase);
  publish(saga, outcome);
}

/** Has lists show where the order stands, unless they do. */
export function publish(saga: Saga, outcome?: OutcomeName): void {
  const { order, phase } = saga;
  if (saga.published === phase) return;
  change(saga, { published: phase });
  upsertSearchAttributes([
    { key: searchAttribute.orderPhase, value: phase },
    ...(order ? [{ key: searchAttribute.upstreamOrderId, value: order.id }] : []),
    ...(order ? [{ key: searchAttribute.upstreamOrderNumber, value: String(order.number) }] : []),
    ...(outcome ? [{ key: searchAttribute.orderOutcome, value: outcome }] : []),
  ]);
}

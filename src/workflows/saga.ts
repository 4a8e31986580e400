import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Attention } from '../domain/attention.js';
import { decide, type Decision } from '../domain/decision.js';
import { noFacts, type Facts } from '../domain/facts.js';
import { objectionTo } from '../domain/hold.js';
import { account } from '../domain/ledger.js';
import type { Order } from '../domain/order.js';
import type { CheckedRequest } from '../domain/order-request.js';
import type { Ending, OrderOutcome, OutcomeName } from '../domain/outcome.js';
import { byPlatformClock, grace, timeToPay } from '../domain/time-to-pay.js';
import { searchAttribute, type OrderStatus, type PaymentDue, type Phase } from './contract.js';
import { detailsOf } from './details.js';

/** All that one running saga knows. Steps and message handlers change it through the functions below. */
export interface Saga {
  readonly request: CheckedRequest;
  facts: Facts;
  phase: Phase;
  order?: Order;
  /** When the order was seen last: epoch milliseconds of the workflow's clock, like all instants here. */
  seenAt: number;
  /** Whether it is settled how the order is paid. */
  paymentSystemChosen: boolean;
  /** Set once the payment is due. */
  due?: { readonly since: number; readonly giveUpAt: number; readonly shown: PaymentDue };
  /** How many creates had an effect that nobody knows: each may have left an order behind, which lapses by itself. */
  lostCreates: number;
  /** What waits for a human, if anything does. */
  attention?: Attention;
  /** What went wrong last, in words. */
  trouble?: string;
  /** The payments whose refund is on its way. */
  readonly refunds: Set<string>;
  /** Set when nothing is left to do; from then on there is an outcome. */
  ended?: true;
  /** Temporal's own cancellation, once it was asked for. */
  cancellation?: unknown;
}

export function newSaga(request: CheckedRequest): Saga {
  return {
    request,
    facts: noFacts,
    phase: 'creating',
    seenAt: Date.now(),
    paymentSystemChosen: false,
    lostCreates: 0,
    refunds: new Set(),
  };
}

/** Takes note of facts; what is known already stands unless it is told anew. */
export function learn(saga: Saga, facts: Partial<Facts>): void {
  saga.facts = { ...saga.facts, ...facts };
  show(saga);
}

/** Takes note of what went wrong, in words. */
export function complain(saga: Saga, words: string): void {
  saga.trouble = words;
  show(saga);
}

/** Shows how the order stands in the Web UI; that costs no event. */
export function show(saga: Saga): void {
  setCurrentDetails(detailsOf(saga));
}

/** Decides what follows from all that is known now. */
export function nextOf({ request, facts, order, due }: Saga): Decision {
  const { settlement } = request.payment;
  return decide({ facts, order, settlement, giveUpAt: due?.giveUpAt, now: Date.now() });
}

/**
 * Takes note of the order as the upstream shows it now. Once the payment is due the total is frozen, and a hold that
 * moved later moves the deadline along.
 */
export function see(saga: Saga, seen: Order): void {
  const moved = saga.order !== undefined && seen.reservedTillMs > saga.order.reservedTillMs;
  saga.order = saga.due ? { ...seen, total: saga.due.shown.total } : seen;
  saga.seenAt = Date.now();
  if (saga.due && moved) makePaymentDue(saga, saga.order);
  show(saga);
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
  saga.due = {
    since,
    giveUpAt: now + ms + grace(saga.request),
    shown: {
      reference: saga.request.reference,
      orderId,
      number,
      total,
      tickets,
      ...(redirectUrl !== undefined && { redirectUrl }),
      payBefore: byPlatformClock(order, ms),
    },
  };
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

/** Moves to another phase, for everybody to see. */
export function enter(saga: Saga, phase: Phase, outcome?: OutcomeName): void {
  if (saga.phase === phase) return;
  saga.phase = phase;
  show(saga);
  const { order } = saga;
  upsertSearchAttributes([
    { key: searchAttribute.orderPhase, value: phase },
    ...(order ? [{ key: searchAttribute.upstreamOrderId, value: order.id }] : []),
    ...(order ? [{ key: searchAttribute.upstreamOrderNumber, value: String(order.number) }] : []),
    ...(outcome ? [{ key: searchAttribute.orderOutcome, value: outcome }] : []),
  ]);
}

/** How the order has ended; undefined while it has not. A payment that comes in after the end is still in it. */
export function outcomeOf(saga: Saga): OrderOutcome | undefined {
  const decision = nextOf(saga);
  if (!saga.ended || decision.next !== 'end') return undefined;
  const { request, order, facts } = saga;
  const owed = decision.ending.outcome === 'completed' && order ? order.total : '0.00';
  return {
    ...decision.ending,
    reference: request.reference,
    ...(order && { orderId: order.id, number: order.number, total: order.total }),
    payments: account(facts.payments, owed),
  };
}

export function statusOf(saga: Saga): OrderStatus {
  const { request, phase, order, facts, due, attention, trouble, lostCreates } = saga;
  const outcome = outcomeOf(saga);
  return {
    reference: request.reference,
    phase,
    ...(order && { order }),
    payments: facts.payments,
    ...(due && { payBefore: due.shown.payBefore }),
    ...(trouble !== undefined && { trouble }),
    ...(attention && { attention }),
    ...(lostCreates > 0 && { possibleOrphans: lostCreates }),
    ...(outcome && { outcome }),
  };
}

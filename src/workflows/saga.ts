import { setCurrentDetails } from '@temporalio/workflow';
import { gravest, type Attention } from '../domain/attention.js';
import { decide, withMoney, type Decision } from '../domain/decision.js';
import { noFacts, type Facts } from '../domain/facts.js';
import { account } from '../domain/ledger.js';
import type { Order } from '../domain/order.js';
import type { CheckedRequest } from '../domain/order-request.js';
import type { Ending, OrderOutcome } from '../domain/outcome.js';
import type { OrderStatus, PaymentDue, Phase } from './contract.js';
import { detailsOf } from './details.js';

/** All that one running saga knows. Instants are epoch milliseconds of the workflow's clock. */
export interface Saga {
  readonly request: CheckedRequest;
  readonly facts: Facts;
  readonly phase: Phase;
  /** The phase that lists show. */
  readonly published: Phase;
  readonly order?: Order;
  /** When the order was seen last. */
  readonly seenAt: number;
  /** Whether it is settled how the order is paid. */
  readonly paymentSystemChosen: boolean;
  /** Set once the payment is due. */
  readonly due?: { readonly since: number; readonly giveUpAt: number; readonly shown: PaymentDue };
  /**
   * Whether money came as an update. It is written down with the end of the workflow task that takes it, and lost with
   * that task; a signal is written down before.
   */
  readonly unwrittenMoney: boolean;
  /** When it was paid as far as we were told. */
  readonly paidAt?: number;
  /** How many creates had an effect that nobody knows: each may have left an order behind, which lapses by itself. */
  readonly lostCreates: number;
  /** Everything that waits for a human. */
  readonly flags: readonly Attention[];
  /** What went wrong last, in words. */
  readonly trouble?: string;
  /** The payments whose refund is on its way. */
  readonly refunds: readonly string[];
  /** Set when nothing is left to do; what is learnt from then on can only add money to it. */
  readonly ending?: Ending;
  /** Temporal's own cancellation, once it was asked for. */
  readonly cancellation?: unknown;
}

export function newSaga(request: CheckedRequest): Saga {
  return {
    request,
    facts: noFacts,
    phase: 'creating',
    published: 'creating',
    seenAt: Date.now(),
    paymentSystemChosen: false,
    unwrittenMoney: false,
    lostCreates: 0,
    flags: [],
    refunds: [],
  };
}

/** The one place where a saga changes; how it stands then shows in the Web UI, which costs no event. */
export function change(saga: Saga, news: Partial<Saga>): void {
  Object.assign(saga, news);
  setCurrentDetails(detailsOf(saga, outcomeOf(saga)));
}

/** Decides what follows from all that is known now. */
export function nextOf({ request, facts, order, due }: Saga): Decision {
  const { settlement } = request.payment;
  return decide({ facts, order, settlement, giveUpAt: due?.giveUpAt, now: Date.now() });
}

/** How the order has ended; undefined while it has not. A payment that comes in after the end is still in it. */
export function outcomeOf(saga: Saga): OrderOutcome | undefined {
  return saga.ending && accountFor(saga, saga.ending);
}

/** The outcome that an ending comes to with all the money that is known by now. */
export function accountFor({ request, order, facts }: Saga, ending: Ending): OrderOutcome {
  const owed = ending.outcome === 'completed' && order ? order.total : '0.00';
  return {
    ...withMoney(ending, facts),
    reference: request.reference,
    ...(order && { orderId: order.id, number: order.number, total: order.total }),
    payments: account(facts.payments, owed),
  };
}

export function statusOf(saga: Saga): OrderStatus {
  const { request, phase, order, facts, due, flags, trouble, lostCreates } = saga;
  const attention = gravest(flags);
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

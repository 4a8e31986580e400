import type { Facts } from './facts.js';
import { paid } from './ledger.js';
import { toMinor } from './money.js';
import { isFinal, type Order } from './order.js';
import type { Settlement } from './order-request.js';
import type { Ending } from './outcome.js';

/** What the saga knows when it asks what to do next. Instants are epoch milliseconds of the workflow's clock. */
export interface Situation {
  readonly facts: Facts;
  /** Absent while nothing is held. */
  readonly order?: Order | undefined;
  /** Who completes a paid order: we, or the platform on its own payment page. */
  readonly settlement: Settlement;
  /** When an unpaid order is given up; absent until the payment is due. */
  readonly giveUpAt?: number | undefined;
  readonly now: number;
}

export type Decision =
  /** Take the next step towards the payment. */
  | { readonly next: 'proceed' }
  /** The payment is due: wait for it. */
  | { readonly next: 'wait'; readonly order: Order; readonly forMs: number }
  /** It is paid: tell the upstream. */
  | { readonly next: 'complete'; readonly order: Order }
  /** It is said to be paid on the platform's page: only the platform knows. */
  | { readonly next: 'await_platform'; readonly order: Order }
  /** It will not be paid, or cannot go on: give the tickets back. */
  | { readonly next: 'release'; readonly order: Order; readonly because: Ending }
  /** It is over. */
  | { readonly next: 'end'; readonly ending: Ending };

/**
 * Decides what follows from what is known. Money beats a decline, a decline beats a cancel, and all of them beat
 * the deadline, whatever the order in which they came; an order that is final upstream is over, whatever we wish.
 */
export function decide(situation: Situation): Decision {
  const { facts, order, settlement, giveUpAt, now } = situation;
  // What the platform shows as done is done, whatever somebody has said since.
  if (facts.resolved && order?.status !== 'done')
    return { next: 'end', ending: withMoney(facts.resolved, facts) };
  const because = reasonToLeave(situation);
  if (!order) return because ? { next: 'end', ending: withMoney(because, facts) } : { next: 'proceed' };
  if (isFinal(order)) return { next: 'end', ending: endOf(order, situation) };

  const covered = isCovered(order, situation);
  const due = giveUpAt !== undefined;
  if (covered && due && order.status === 'in_progress')
    return { next: settlement === 'seller' ? 'complete' : 'await_platform', order };

  // Early money is waiting to be applied: no decline and no cancel comes between, only a step that failed.
  const moneyWaits = !due && covered && facts.payments.length > 0 && !facts.leaving;
  if (because && !moneyWaits) return { next: 'release', order, because };
  return due ? { next: 'wait', order, forMs: giveUpAt - now } : { next: 'proceed' };
}

/** Tells whether the confirmed payments reach what the customer owes. Nothing is nothing to the shop alone. */
function isCovered(order: Order, { facts, settlement }: Situation): boolean {
  const enough = paid(facts.payments) >= toMinor(order.total);
  return enough && (settlement === 'seller' || facts.payments.length > 0);
}

function reasonToLeave(situation: Situation): Ending | undefined {
  const { payments, declines, calledOff } = situation.facts;
  const leaving = standingReason(situation);
  if (leaving) return leaving;
  // What was confirmed was not declined, whichever was told first.
  const confirmed = new Set<string | undefined>(payments.map(({ paymentId }) => paymentId));
  const declined = declines.find(({ paymentId }) => !confirmed.has(paymentId));
  if (declined)
    return { outcome: 'payment_failed', reason: 'declined', decidedBy: 'payment', details: declined.reason };
  if (calledOff) {
    const { by, reason } = calledOff;
    return { outcome: 'canceled', reason: 'called_off', decidedBy: by, ...(reason && { details: reason }) };
  }
  return isLate(situation) ? { outcome: 'expired', reason: 'deadline', decidedBy: 'deadline' } : undefined;
}

/** Why the order is on its way out already; a deadline that has moved later since is no reason any more. */
function standingReason(situation: Situation): Ending | undefined {
  const { leaving } = situation.facts;
  return leaving?.reason === 'deadline' && !isLate(situation) ? undefined : leaving;
}

function isLate({ giveUpAt, now }: Situation): boolean {
  return giveUpAt !== undefined && now >= giveUpAt;
}

function endOf(order: Order, situation: Situation): Ending {
  const { facts } = situation;
  const covered = isCovered(order, situation);
  if (order.status === 'done')
    return { outcome: 'completed', reason: 'paid', decidedBy: covered ? 'payment' : 'platform' };
  // Who has paid in full did not lose the order to a decline, a cancel or a deadline that came beside it.
  const ours = covered ? standingReason(situation) : reasonToLeave(situation);
  return withMoney(ours ?? lostTo(order), facts);
}

/** Money on an order that does not end completed is owed back, whatever else the end would have been. */
export function withMoney(ending: Ending, facts: Facts): Ending {
  const owed = facts.payments.length > 0 && ending.outcome !== 'completed';
  return owed ? { ...ending, outcome: 'refund_required' } : ending;
}

/** The end of an order that we did not want to end. */
function lostTo({ status }: Order): Ending {
  if (status === 'expired') return { outcome: 'expired', reason: 'hold_lost', decidedBy: 'platform' };
  const reason = status === 'vanished' ? 'order_vanished' : 'hold_lost';
  return { outcome: 'canceled', reason, decidedBy: 'platform' };
}

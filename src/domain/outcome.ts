import type { AccountedPayment } from './payment.js';

/** How an order can end. Stored in histories: renaming one is a breaking change. */
export const outcomeNames = [
  'completed',
  'unavailable',
  'rejected',
  'expired',
  'payment_failed',
  'canceled',
  'refund_required',
] as const;

export type OutcomeName = (typeof outcomeNames)[number];

/** Why an order ended. Stored in histories: renaming one is a breaking change. */
export const reasons = [
  'paid',
  'sold_out',
  'partly_sold_out',
  'price_changed',
  'refused',
  'wrong_key',
  'upstream_unavailable',
  'possible_orphan',
  'deadline',
  'declined',
  'called_off',
  'hold_lost',
  'order_vanished',
  'resolved_by_hand',
] as const;

export type Reason = (typeof reasons)[number];

/** An end and who chose it: `payment`, `deadline`, `customer`, `operator`, `upstream`, `platform`, or the name that a message gave. */
export interface Ending {
  readonly outcome: OutcomeName;
  readonly reason: Reason;
  readonly decidedBy: string;
  /** Free words beside the reason. */
  readonly details?: string;
}

/** How one order ended: the result of the workflow. */
export interface OrderOutcome extends Ending {
  readonly reference: string;
  readonly orderId?: string;
  readonly number?: number;
  readonly total?: string;
  /** Every payment that was confirmed, and where its money is. */
  readonly payments: readonly AccountedPayment[];
}

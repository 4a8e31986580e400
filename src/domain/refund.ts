import type { SettleRefund } from './messages.js';
import type { Payment } from './payment.js';

/**
 * Why money is owed back. `claim`: it was said to be paid on the platform's page, so the platform may hold it. `conflict`:
 * after the end a known payment was reported with more than before, or one that an order lacks which is done all the same,
 * so somebody has to find out what was taken for what.
 * `unknown_order`: no order can say where the money is, since none is retained or it was terminated.
 */
export const refundReasons = [
  'order_ended',
  'excess',
  'claim',
  'after_the_end',
  'unknown_order',
  'conflict',
] as const;

export type RefundReason = (typeof refundReasons)[number];

/** Money that the shop owes back: the argument of the workflow `refundDue`. */
export interface RefundDue extends Payment {
  readonly reference: string;
  readonly orderId?: string;
  readonly why: RefundReason;
}

/** A refund that somebody has settled: the result of the workflow `refundDue`. */
export interface SettledRefund extends RefundDue, SettleRefund {}

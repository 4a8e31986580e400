import * as z from 'zod';
import { once } from './once.js';
import { outcomeNames } from './outcome.js';

const words = z.string().min(1, 'expected some text').max(500, 'expected at most 500 characters');

export const paymentFailedSchema = once(() =>
  z.strictObject({
    reason: words,
    /** Default true: the order ends as `payment_failed`. False lets the customer try again. */
    final: z.boolean().optional(),
    paymentId: z.string().optional(),
  }),
);

/** A payment that did not come about. */
export type PaymentFailed = z.input<ReturnType<typeof paymentFailedSchema>>;

export const cancelOrderSchema = once(() =>
  z.strictObject({
    /** `customer`, `operator`, or a name. */
    by: words,
    reason: words.optional(),
  }),
);

/** Somebody calls the order off. */
export type CancelOrder = z.input<ReturnType<typeof cancelOrderSchema>>;

export const resolveByHandSchema = once(() =>
  z.strictObject({
    by: words,
    /** How the order ended in truth. */
    outcome: z.enum(outcomeNames, `expected one of ${outcomeNames.join(', ')}`),
    note: words,
  }),
);

/** Somebody says how an order that is stuck ended in truth. */
export type ResolveByHand = z.input<ReturnType<typeof resolveByHandSchema>>;

export const settleRefundSchema = once(() => z.strictObject({ by: words, note: words }));

/** Somebody has paid a refund, or says why it need not be paid. */
export type SettleRefund = z.input<ReturnType<typeof settleRefundSchema>>;

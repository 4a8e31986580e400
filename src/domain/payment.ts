import * as z from 'zod';
import { isAmount, toMinor, fromMinor } from './money.js';
import { once } from './once.js';

export const paymentSchema = once(() =>
  z.strictObject({
    paymentId: z.string().regex(/^[\x20-\x7e]{1,200}$/, 'expected 1 to 200 printable ASCII characters'),
    amount: z
      .string()
      .refine((text) => isAmount(text) && toMinor(text) > 0, 'expected an amount above zero such as "100.00"')
      .transform((text) => (isAmount(text) ? fromMinor(toMinor(text)) : text)),
  }),
);

/**
 * What money may name as its order. Wider than the reference of an order: money that names an order which cannot exist is
 * still money, and owed back. What Temporal could not store, or nobody could read in a list, is left out.
 */
export const paidReferenceSchema = once(() =>
  z.string().regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, 'expected 1 to 100 printable characters'),
);

/** Money that somebody confirms to have been taken for an order: a fact, keyed by `paymentId`. */
export type Payment = z.output<ReturnType<typeof paymentSchema>>;

/** What became of one payment, or of a part of it. */
export interface AccountedPayment extends Payment {
  readonly became: 'applied' | 'refund_due';
}

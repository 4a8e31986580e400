import * as z from 'zod';
import { paymentFailedSchema } from '../domain/messages.js';
import { paymentSchema } from '../domain/payment.js';
import { check, type Checked } from '../domain/problem.js';

// Wider than the reference of an order: money that names an order which cannot exist is still money, and owed back. What
// Temporal could not store, or nobody could read in a list, is left out.
const reference = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,100}$/u, 'expected 1 to 100 printable characters');

export const paymentEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('payment.confirmed'),
    data: z.object({ reference, ...paymentSchema.shape }),
  }),
  z.object({
    type: z.literal('payment.failed'),
    // Strict, since a misspelt `final` would end the order.
    data: z.strictObject({ reference, ...paymentFailedSchema.shape }),
  }),
]);

/** What a payment provider tells the shop, in our words. */
export type PaymentEvent = z.output<typeof paymentEventSchema>;

const envelopeSchema = z.object({ type: z.string(), data: z.unknown() });
const known = new Set<string>(paymentEventSchema.options.map(({ shape }) => shape.type.value));

/** Reads an event; undefined when it is of a type that is none of ours, or every field that is wrong. */
export function readPaymentEvent(input: unknown): Checked<PaymentEvent | undefined> {
  const envelope = check(envelopeSchema, input);
  if ('problems' in envelope) return envelope;
  return known.has(envelope.value.type) ? check(paymentEventSchema, input) : { value: undefined };
}

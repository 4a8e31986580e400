import * as z from 'zod';
import { paymentFailedSchema } from '../domain/messages.js';
import { paidReferenceSchema, paymentSchema } from '../domain/payment.js';
import { check, type Checked } from '../domain/problem.js';

const reference = paidReferenceSchema().describe("The shop's own number for the order.");

const { paymentId, amount } = paymentSchema().shape;
const confirmed = z.object({
  reference,
  paymentId: paymentId.describe("The provider's id of the payment: the same, however often it is reported."),
  amount: amount.describe('What was taken: a decimal amount, such as "100.00".'),
});

const { reason, final, paymentId: declinedId } = paymentFailedSchema().shape;
// Strict, since a misspelt `final` would end the order.
const failed = z.strictObject({
  reference,
  reason: reason.describe('Why, in words.'),
  final: final.describe(
    'False: the order waits on, and the customer may try again. Default: true, the order ends.',
  ),
  paymentId: declinedId.describe("The provider's id of the payment."),
});

export const paymentEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('payment.confirmed').describe('Money was taken.'), data: confirmed }),
  z.object({ type: z.literal('payment.failed').describe('A payment did not come about.'), data: failed }),
]);

/** What a payment provider tells the shop, in our words. */
export type PaymentEvent = z.output<typeof paymentEventSchema>;

/** What is about something else; `name` is what its sender calls it, and may be any text. */
export interface OtherEvent {
  readonly type: 'other';
  readonly name: string;
}

export type EventType = (PaymentEvent | OtherEvent)['type'];

const envelopeSchema = z.object({ type: z.string(), data: z.unknown() });
const known = new Set<string>(paymentEventSchema.options.map(({ shape }) => shape.type.value));

/** Reads an event, or names every field that is wrong. */
export function readPaymentEvent(input: unknown): Checked<PaymentEvent | OtherEvent> {
  const envelope = check(envelopeSchema, input);
  if ('problems' in envelope) return envelope;
  const { type: name } = envelope.value;
  return known.has(name) ? check(paymentEventSchema, input) : { value: { type: 'other', name } };
}

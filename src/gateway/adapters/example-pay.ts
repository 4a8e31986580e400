/**
 * An example to start from: ExamplePay is nobody, but its format is that of many providers.
 *
 *   X-Signature: t=1700000000,v1=5257a8…      HMAC-SHA256, hexadecimal, of `<t>.<body>`; several v1 while a secret changes
 *   {"event": "payment.succeeded", "payment": {"id": "4711", "amount": 10000, "currency": "RUB", "metadata": {"reference": "A-1"}}}
 *
 * Amounts are in minor units; a payment that does not succeed is `payment.canceled` with a reason.
 */
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { fromMinor } from '../../domain/money.js';
import { check } from '../../domain/problem.js';
import { readPaymentEvent } from '../payment-event.js';
import { isSame, NotGenuine, parseJson, TOLERATED_S, type Adapter, type Delivery } from './adapter.js';

/** Reads the deliveries of ExamplePay; each secret counts. */
export function createExamplePay(secrets: readonly string[]): Adapter {
  return (delivery) => {
    refuseUnlessSigned(delivery, secrets);
    const body = check(bodySchema, parseJson(delivery.body));
    if ('problems' in body) return body;
    const schema = events.get(body.value.event);
    if (!schema) return { value: { type: 'other', name: body.value.event } };
    const event = check(schema, body.value.payment);
    return 'problems' in event ? event : readPaymentEvent(event.value);
  };
}

function refuseUnlessSigned({ headers, body }: Delivery, secrets: readonly string[]): void {
  const parts = String(headers['x-signature'] ?? '').split(',');
  const valuesOf = (name: string) =>
    parts
      .map((part) => part.trim().split('=', 2))
      .flatMap(([key, value = '']) => (key === name ? value : []));
  const [signedAt = ''] = valuesOf('t');
  const signatures = valuesOf('v1');
  if (!/^\d{1,12}$/.test(signedAt) || signatures.length === 0)
    throw new NotGenuine('expected the header X-Signature: t=<seconds since 1970>,v1=<signature>');
  if (Math.abs(Date.now() / 1_000 - Number(signedAt)) > TOLERATED_S)
    throw new NotGenuine('X-Signature: expected t within five minutes of our clock');
  const sign = (key: string) => createHmac('sha256', key).update(`${signedAt}.`).update(body).digest('hex');
  const wanted = secrets.map(sign);
  if (!signatures.some((signature) => wanted.some((digest) => isSame(signature, digest))))
    throw new NotGenuine('X-Signature: expected one of our secrets over the body exactly as it is sent');
}

const bodySchema = z.object({ event: z.string(), payment: z.unknown() });
const metadata = z.object({ reference: z.string() });

/** Their events that mean something to us, as ours; what else they hold is left out. */
const events = new Map<string, z.ZodType>([
  [
    'payment.succeeded',
    z
      .object({
        id: z.string(),
        // As much as our amounts can hold.
        amount: z.int('expected minor units, a whole number').min(1).max(99_999_999_999_999),
        currency: z.literal('RUB', 'expected "RUB", which the orders are counted in'),
        metadata,
      })
      .transform(({ id, amount, metadata: { reference } }) => ({
        type: 'payment.confirmed',
        data: { reference, paymentId: id, amount: fromMinor(amount) },
      })),
  ],
  [
    'payment.canceled',
    z
      .object({ id: z.string(), reason: z.string().optional(), metadata })
      .transform(({ id, reason, metadata: { reference } }) => ({
        type: 'payment.failed',
        // With them the customer may try another card on the same page, so the order waits on.
        data: { reference, paymentId: id, final: false, reason: reason?.slice(0, 500) || 'canceled' },
      })),
  ],
]);

import { isUtf8 } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Checked } from '../../domain/problem.js';
import type { OtherEvent, PaymentEvent } from '../payment-event.js';

/** A delivery as it came: its body has the very bytes that were signed. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Connects a payment provider with a format of its own: reads its delivery as an event of ours, or as one about something
 * else. Throws `NotGenuine` before it has looked into a body that the provider did not sign.
 */
export type Adapter = (delivery: Delivery) => Checked<PaymentEvent | OtherEvent>;

/** The signature is missing, or not that of this body, or too old. The message says which, and nothing of a secret. */
export class NotGenuine extends Error {}

/** As long as Standard Webhooks allows: enough for clocks that differ, too short for a delivery that somebody kept. */
export const TOLERATED_S = 5 * 60;

/** Compares signatures in a time that does not tell how much of one is right. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The body as JSON; undefined, which no event is, when it is none. */
export function parseJson(body: Buffer): unknown {
  // Decoded all the same, it would be another text than the one that was signed.
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    // Without the parser's words: they quote the body.
    return undefined;
  }
}

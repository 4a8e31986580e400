import type { IncomingHttpHeaders } from 'node:http';
import type { Checked } from '../../domain/problem.js';
import type { PaymentEvent } from '../payment-event.js';

/** A delivery as it came: its body has the very bytes that were signed. */
export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Connects a payment provider with a format of its own: reads its delivery as an event of ours, or as nothing when it is
 * about something else. Throws `NotGenuine` before it has looked into a body that the provider did not sign.
 */
export type Adapter = (delivery: Delivery) => Checked<PaymentEvent | undefined>;

/** The signature is missing, or not that of this body, or too old. The message says which, and nothing of a secret. */
export class NotGenuine extends Error {}

/** The body as JSON; undefined, which no event is, when it is none. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    // Without the parser's words: they quote the body.
    return undefined;
  }
}

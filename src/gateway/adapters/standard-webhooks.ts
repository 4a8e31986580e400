import { isUtf8 } from 'node:buffer';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { readPaymentEvent } from '../payment-event.js';
import { NotGenuine, parseJson, type Adapter, type Delivery } from './adapter.js';

/**
 * Reads deliveries that are signed as Standard Webhooks says (https://www.standardwebhooks.com) and carry events of ours.
 * Each secret (`whsec_…`) counts: with the old and the new one there is no gap while they are changed.
 */
export function createStandardWebhooks(secrets: readonly string[]): Adapter {
  const keys = secrets.map((secret) => new Webhook(secret));
  return (delivery) => {
    // The library signs a text, and these bytes are none.
    if (!isUtf8(delivery.body)) throw new NotGenuine('expected a body in UTF-8, as all JSON is');
    const refusals = keys.map((key) => refusal(key, delivery));
    if (!refusals.includes(undefined)) throw new NotGenuine(wordsFor(refusals));
    return readPaymentEvent(parseJson(delivery.body));
  };
}

/** Says in the library's words why a delivery was not signed with this key; undefined when it was. */
function refusal(key: Webhook, { headers, body }: Delivery): string | undefined {
  try {
    // Node gives the three headers that are looked at as texts, however often they come.
    key.verify(body, headers as Record<string, string>, { jsonParse: false });
    return undefined;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return error.message;
    throw error;
  }
}

/** Only the last step of the check depends on the key, so whatever else is wrong is wrong for all of them. */
function wordsFor([words = '']: readonly (string | undefined)[]): string {
  return expected[words] ?? 'expected a signature of Standard Webhooks';
}

const expected: Readonly<Record<string, string>> = {
  'Missing required headers': 'expected the headers webhook-id, webhook-timestamp and webhook-signature',
  'Invalid Signature Headers': 'webhook-timestamp: expected seconds since 1970',
  'Message timestamp too old':
    'webhook-timestamp: more than five minutes ago; sign each attempt anew and check the clock',
  'Message timestamp too new': 'webhook-timestamp: more than five minutes ahead; check the clock',
  'No matching signature found':
    'webhook-signature: expected one of our secrets over the body exactly as it is sent',
};

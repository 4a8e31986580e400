import { createHmac } from 'node:crypto';
import { readPaymentEvent } from '../payment-event.js';
import { isSame, NotGenuine, parseJson, TOLERATED_S, type Adapter, type Delivery } from './adapter.js';

/**
 * Reads deliveries that are signed as Standard Webhooks says (https://www.standardwebhooks.com) and carry events of ours.
 * Each secret (`whsec_…`) counts: with the old and the new one there is no gap while they are changed.
 */
export function createStandardWebhooks(secrets: readonly string[]): Adapter {
  const keys = secrets.map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
  return (delivery) => {
    refuseUnlessSigned(delivery, keys);
    return readPaymentEvent(parseJson(delivery.body));
  };
}

// Not by the library of Standard Webhooks: it signs the body as a text, which not all bytes are.
function refuseUnlessSigned({ headers, body }: Delivery, keys: readonly Buffer[]): void {
  const valueOf = (name: string) => String(headers[name] ?? '');
  const [id, signedAt] = [valueOf('webhook-id'), valueOf('webhook-timestamp')];
  const signatures = valueOf('webhook-signature');
  if (!id || !signedAt || !signatures)
    throw new NotGenuine('expected the headers webhook-id, webhook-timestamp and webhook-signature');
  if (!/^\d{1,12}$/.test(signedAt)) throw new NotGenuine('webhook-timestamp: expected seconds since 1970');

  const age = Date.now() / 1_000 - Number(signedAt);
  if (age > TOLERATED_S)
    throw new NotGenuine(
      'webhook-timestamp: more than five minutes ago; sign each attempt anew and check the clock',
    );
  if (age < -TOLERATED_S)
    throw new NotGenuine('webhook-timestamp: more than five minutes ahead; check the clock');

  const wanted = keys.map((key) => {
    const hmac = createHmac('sha256', key).update(`${id}.${signedAt}.`).update(body);
    return `v1,${hmac.digest('base64')}`;
  });
  // Several while a secret changes.
  if (!signatures.split(' ').some((signature) => wanted.some((digest) => isSame(signature, digest))))
    throw new NotGenuine(
      'webhook-signature: expected one of our secrets over the body exactly as it is sent',
    );
}

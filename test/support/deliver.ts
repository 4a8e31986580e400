import { createHmac, randomUUID } from 'node:crypto';

export const webhookSecret = `whsec_${Buffer.from('the secret of the tests of today').toString('base64')}`;
export const examplePaySecret = 'the-other-secret-of-these-tests';

export interface Signing {
  readonly secrets?: readonly string[];
  readonly at?: number;
}

/** The headers that Standard Webhooks asks for, made without the library that checks them. */
export function signed(
  body: string | Uint8Array,
  { secrets = [webhookSecret], at = Date.now() }: Signing = {},
) {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(at / 1_000));
  const sign = (secret: string) => {
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
  };
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  };
}

/** Sends one delivery, right or wrong, as any sender would. */
export function deliver(
  gateway: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${gateway}/webhooks/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

/** Sends an event, signed as it should be. */
export function deliverEvent(gateway: string, type: string, data: object): Promise<Response> {
  const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
  return deliver(gateway, body, signed(body));
}

import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

export type References = ReturnType<typeof createReferences>;

const PREFIX = 'shop-';
const NUMBER_BYTES = 8;
// Nobody guesses 64 bits by asking, and a name with more of them is not to be read on a page.
const SIGNATURE_BYTES = 8;

/**
 * Names orders so that the shop knows its own from those of others, also after a restart: each name is a random number,
 * signed with what follows from a secret of the gateway. The first secret signs; all of them are accepted.
 */
export function createReferences(secrets: readonly string[]) {
  const keys = secrets.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', 'orders of the shop', 32)));
  const sign = (key: Buffer, number: Buffer) =>
    createHmac('sha256', key).update(number).digest().subarray(0, SIGNATURE_BYTES);
  return {
    next(): string {
      const number = randomBytes(NUMBER_BYTES);
      return PREFIX + Buffer.concat([number, sign(keys[0]!, number)]).toString('hex');
    },
    isOwn(reference: string): boolean {
      const bytes = Buffer.from(reference.slice(PREFIX.length), 'hex');
      // One order has one name: no other spelling of it, and nothing behind it.
      if (bytes.length !== NUMBER_BYTES + SIGNATURE_BYTES || reference !== PREFIX + bytes.toString('hex'))
        return false;
      const [number, signature] = [bytes.subarray(0, NUMBER_BYTES), bytes.subarray(NUMBER_BYTES)];
      return keys.some((key) => timingSafeEqual(sign(key, number), signature));
    },
  };
}

import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { Unreadable } from '../client/errors.js';
import type { KeyRing } from './key-ring.js';

// What stands in the payload, readable by everybody, in the names that other encrypting codecs use too.
const ENCODING = 'binary/encrypted';
const KEY_ID = 'encryption-key-id';

const CIPHER = 'aes-256-gcm';
// What GCM is made for (NIST SP 800-38D): 96 random bits, which a key may draw four thousand million times.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const { Payload: message } = proto.temporal.api.common.v1;

/**
 * Encrypts each payload whole, its own metadata included: nonce, ciphertext and tag become the data of another, bound to the
 * id of the key. What is not encrypted is read as it is, so that orders from before the first key go on; what is,
 * and cannot be decrypted, is `Unreadable`.
 */
export function createPayloadCodec(ring: KeyRing): PayloadCodec {
  const [first] = ring;
  return {
    encode: (payloads) => Promise.resolve(first ? payloads.map((one) => encrypt(one, ...first)) : payloads),
    // A function that throws would not be a promise that rejects.
    decode: async (payloads) => payloads.map((one) => (isEncrypted(one) ? decrypt(one, ring) : one)),
  };
}

function encrypt(payload: Payload, id: string, key: KeyObject): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id));
  const ciphertext = [cipher.update(message.encode(payload).finish()), cipher.final()];
  return {
    metadata: { encoding: Buffer.from(ENCODING), [KEY_ID]: Buffer.from(id) },
    data: Buffer.concat([nonce, ...ciphertext, cipher.getAuthTag()]),
  };
}

function decrypt({ metadata, data }: Payload, ring: KeyRing): Payload {
  const id = textOf(metadata?.[KEY_ID]);
  const key = ring.get(id);
  if (!key) throw new Unreadable(`encrypted with the key ${named(id)}, expected ${known(ring)}`);
  const bytes = Buffer.from(data ?? []);
  try {
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(id))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return message.decode(Buffer.concat(plain));
  } catch {
    throw new Unreadable(
      `not what the key ${named(id)} has encrypted: it was changed, or that is another key`,
    );
  }
}

const isEncrypted = ({ metadata }: Payload) => textOf(metadata?.['encoding']) === ENCODING;
const textOf = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString();
// It comes from outside, and ends in logs.
const named = (id: string) => JSON.stringify(id.slice(0, 64));
const known = (ring: KeyRing) => (ring.size > 0 ? [...ring.keys()].map(named).join(' or ') : 'none');

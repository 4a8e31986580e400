import { createSecretKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';

/** The keys of payloads by their ids: the first encrypts, all decrypt. Without any, payloads stay as they are. */
export type KeyRing = ReadonlyMap<string, KeyObject>;

export const KEYS_WANTED =
  'expected keys as id:key, the key the base64 of 32 random bytes, separated by commas; a new one: ' +
  'echo "$(date +%F):$(openssl rand -base64 32)"';

/** Reads keys that are set as one text, on one line or many; what it says of wrong ones quotes none. */
export const keyRingSchema = z.string(KEYS_WANTED).transform((text, context): KeyRing => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const keys = words.flatMap(readKey);
  const ring = new Map(keys);
  if (keys.length === 0 || keys.length < words.length) context.addIssue(KEYS_WANTED);
  else if (ring.size < keys.length) context.addIssue('expected each key under an id of its own');
  return ring;
});

function readKey(word: string): [id: string, key: KeyObject][] {
  const [, id = '', base64 = ''] = /^([A-Za-z0-9._-]{1,64}):(.*)$/.exec(word) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const isKey = bytes.length === 32 && bytes.toString('base64') === base64;
  // A key object shows nothing of the key when it is printed.
  return isKey ? [[id, createSecretKey(bytes)]] : [];
}

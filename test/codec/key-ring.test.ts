import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { encryptPayloads, InvalidInput } from '../../src/client.js';
import { keyRingSchema } from '../../src/codec/key-ring.js';
import { firstKey, nextKey } from '../support/codec-keys.js';

const [, secret = ''] = firstKey.split(':');

it('reads keys in their order, separated by commas or one a line', () => {
  for (const text of [`${nextKey},${firstKey}`, `${nextKey}\n${firstKey}\n`])
    expect([...keyRingSchema.parse(text).keys()]).toEqual(['2026-02', '2026-01']);
});

it.each([
  ['nothing', ''],
  ['nothing but commas', ' , '],
  ['a key without an id', secret],
  ['an id with a blank in it', `my key:${secret}`],
  ['a key that is too short', `a:${Buffer.alloc(16).toString('base64')}`],
  ['a key that is too long', `a:${Buffer.alloc(33).toString('base64')}`],
  ['a key that lacks its last character', firstKey.slice(0, -1)],
  ['a key that is no base64', `a:${'!'.repeat(44)}`],
  ['one id for two keys', `${firstKey},2026-01:${nextKey.split(':')[1]}`],
  ['a good key and a bad one', `${firstKey},${nextKey.slice(0, -5)}`],
])('refuses %s, and quotes no key', (_, keys) => {
  const refused = keyRingSchema.safeParse(keys);

  expect(refused.success).toBe(false);
  expect(JSON.stringify(refused)).not.toContain(secret.slice(0, 20));
  expect(() => encryptPayloads(keys)).toThrow(InvalidInput);
});

it('shows no key when it is printed', () => {
  const bytes = Buffer.from(secret, 'base64');
  const shown = inspect(keyRingSchema.parse(firstKey), { depth: null, showHidden: true });

  expect(shown).toContain('2026-01');
  for (const form of [secret, bytes.toString('hex'), bytes.toString()])
    expect(shown).not.toContain(form.slice(0, 12));
});

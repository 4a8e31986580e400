import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unreadable } from '../../src/client/errors.js';
import { createPayloadCodec } from '../../src/codec/payload-codec.js';
import { keyRingSchema } from '../../src/codec/key-ring.js';
import { firstKey, nextKey } from '../support/codec-keys.js';

const codecOf = (...keys: string[]) => createPayloadCodec(keyRingSchema.parse(keys.join()));
const first = codecOf(firstKey);
const plain = (value: unknown) => defaultPayloadConverter.toPayload(value);
const read = (payload: Payload) => defaultPayloadConverter.fromPayload(payload);

async function encrypt(value: unknown, codec = first): Promise<Payload> {
  const [encrypted] = await codec.encode([plain(value)]);
  return encrypted!;
}
const decrypt = async (payload: Payload, codec = first) => read((await codec.decode([payload]))[0]!);

describe('a payload', () => {
  it('is what it was, once it was encrypted and decrypted', async () => {
    const bytes = fc.uint8Array({ maxLength: 100 });
    const value = fc.oneof(fc.jsonValue(), bytes, fc.constant(undefined));
    await fc.assert(
      fc.asyncProperty(value, async (value) => {
        expect(await decrypt(await encrypt(value))).toEqual(read(plain(value)));
      }),
    );
  });

  it('is refused when any bit of it, or of the name of its key, was changed', async () => {
    const payload = await encrypt({ email: 'kanarienvogel@example.org' });
    const id = payload.metadata!['encryption-key-id']!;
    const bits = (payload.data!.length + id.length) * 8;
    for (let bit = 0; bit < bits; bit++) {
      const bytes = Buffer.concat([id, payload.data!]);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      const changed = {
        metadata: { ...payload.metadata, 'encryption-key-id': bytes.subarray(0, id.length) },
        data: bytes.subarray(id.length),
      };
      await expect(decrypt(changed)).rejects.toThrow(Unreadable);
    }
  });

  it('is refused when it was cut off anywhere', async () => {
    const { metadata, data } = await encrypt('short');
    for (let length = 0; length < data!.length; length++)
      await expect(decrypt({ metadata: metadata!, data: data!.subarray(0, length) })).rejects.toThrow(
        Unreadable,
      );
  });

  it('is refused under the name of another key, even of the same bytes', async () => {
    const renamed = nextKey.slice(0, 8) + firstKey.slice(8);
    const payload = await encrypt('this');
    const metadata = { ...payload.metadata, 'encryption-key-id': Buffer.from(renamed.split(':')[0]!) };

    await expect(decrypt({ ...payload, metadata }, codecOf(renamed))).rejects.toThrow(Unreadable);
  });

  it('says nothing of what is in it but its length, and is another each time', async () => {
    const [one, other] = [await encrypt('kanarienvogel'), await encrypt('kanarienvogel')];

    expect(one.data!.length).toBe(other.data!.length);
    expect(Buffer.compare(one.data!, other.data!)).not.toBe(0);
    expect(Buffer.from(one.data!).toString('latin1')).not.toMatch(/kanarien|json|plain/);
    expect(Object.keys(one.metadata!)).toEqual(['encoding', 'encryption-key-id']);
  });
});

it('reads what was encrypted before', async () => {
  // Kept in histories for as long as they are retained: a codec that does not read this stops the orders in them.
  const metadata = { encoding: Buffer.from('binary/encrypted'), 'encryption-key-id': Buffer.from('2026-01') };
  const data = Buffer.from(
    'C34Pcvrw8wyyLp8k4cqFvRGnTZ6WZ66H2t4cqtL37DP03n3ygcbYEkoU8nPFbo9q6UHliOP+OzD6Ou7yAre6lkM7tcNEiEglhjUOA9g/QA==',
    'base64',
  );

  expect(await decrypt({ metadata, data })).toBe('from an earlier release');
});

describe('a ring of keys', () => {
  it('encrypts with its first, and decrypts with all', async () => {
    const rotated = codecOf(nextKey, firstKey);
    const payload = await encrypt('new', rotated);

    expect(Buffer.from(payload.metadata!['encryption-key-id']!).toString()).toBe('2026-02');
    expect([await decrypt(payload, rotated), await decrypt(await encrypt('old'), rotated)]).toEqual([
      'new',
      'old',
    ]);
    await expect(decrypt(payload)).rejects.toThrow(/with the key "2026-02", expected "2026-01"/);
  });

  it('reads what was kept before there were keys', async () => {
    expect(await decrypt(plain('from before'))).toBe('from before');
  });

  it('leaves all as it is when it is empty, and does not take what is encrypted for readable', async () => {
    const none = createPayloadCodec(new Map());

    expect(await none.encode([plain('open')])).toEqual([plain('open')]);
    await expect(decrypt(await encrypt('closed'), none)).rejects.toThrow(/expected none/);
  });
});

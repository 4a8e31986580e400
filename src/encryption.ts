import type { DataConverter } from '@temporalio/common';
import * as z from 'zod';
import { keyRingSchema, type KeyRing } from './codec/key-ring.js';
import { createPayloadCodec } from './codec/payload-codec.js';
import { check, type Checked } from './domain/problem.js';
import { readSecretFiles, withoutEmpty } from './dot-env.js';
import { readableFile } from './settings.js';

export interface Encryption {
  readonly ring: KeyRing;
  /** For every client and worker, also without keys: then it says what is wrong where payloads are encrypted. */
  readonly dataConverter: DataConverter;
}

const environmentSchema = z.object({
  ORDERS_CODEC_KEYS: keyRingSchema.default(new Map()),
  ORDERS_CODEC_KEYS_FILE: readableFile,
});

/** Reads the keys of payloads from the environment, once `.env` is loaded, or names every variable that is wrong. */
export function readEncryption(): Checked<Encryption> {
  const { variables, problems } = readSecretFiles(withoutEmpty(process.env), ['ORDERS_CODEC_KEYS']);
  const checked = check(environmentSchema, variables);
  if ('problems' in checked) return { problems: [...checked.problems, ...problems] };
  if (problems.length > 0) return { problems };
  const { ORDERS_CODEC_KEYS: ring } = checked.value;
  return { value: { ring, dataConverter: { payloadCodecs: [createPayloadCodec(ring)] } } };
}

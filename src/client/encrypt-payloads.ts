import type { DataConverter } from '@temporalio/common';
import * as z from 'zod';
import { keyRingSchema } from '../codec/key-ring.js';
import { createPayloadCodec } from '../codec/payload-codec.js';
import { check } from '../domain/problem.js';
import { valid } from './failures.js';

/**
 * Makes the data converter for a client of Temporal whose workers encrypt payloads; the keys are written as in
 * ORDERS_CODEC_KEYS: `new Client({ connection, dataConverter: encryptPayloads(keys) })`. Throws `InvalidInput`.
 */
export function encryptPayloads(keys: string): DataConverter {
  const ring = valid(check(z.object({ keys: keyRingSchema }), { keys })).keys;
  return { payloadCodecs: [createPayloadCodec(ring)] };
}

import * as z from 'zod';
import { readFile } from './dot-env.js';

/** The kinds of settings that programs read from their environment, where all is text. */

/** Several things that are set as one text, on one line or many. */
export function listOf(part: z.ZodType<string, string>, wanted: string) {
  return z
    .string(wanted)
    .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
    .pipe(z.array(part).min(1, wanted));
}

export function numberFrom(least: number, most: number, expected: string) {
  return z
    .string()
    .regex(/^\d{1,7}$/, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
}

export const port = numberFrom(0, 65_535, 'expected a port, 0 to 65535');

export const readableFile = z
  .string()
  .refine((path) => readFile(path) !== undefined, 'expected a file that can be read')
  .optional();

/** A bearer token, as RFC 6750 has them; what is shorter can be guessed. */
export const token = z
  .string()
  .regex(/^[A-Za-z0-9._~+/-]{20,200}=*$/, 'expected tokens of 20 to 200 of A-Z a-z 0-9 . _ ~ + / - each');

/** Whoever sets the environment knows variables, not their parts. */
export function byVariable({ field, expected }: { field: string; expected: string }) {
  return { field: field.split('.')[0] ?? field, expected };
}

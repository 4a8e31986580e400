import type { z } from 'zod';
import { refuse } from './refusal.js';

/** Reads a piece of JSON by a schema, or refuses it with 400, naming each field that is wrong. */
export function parseOrRefuse<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const texts = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  return refuse(400, ...texts);
}

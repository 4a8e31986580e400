import type * as z from 'zod';
import { NoUsableAnswer, SaidNo, type Called } from './errors.js';
import type { HttpAnswer } from './http.js';
import { readTexts } from './texts.js';

/** What the API said, and when by its own clock (epoch milliseconds, whole seconds rounded down). */
export interface Answer<T> {
  value: T;
  answeredAt: number;
}

/** Turns what came back into a value, a no (`SaidNo`), or nothing to build on (`NoUsableAnswer`). */
export function readAnswer<T>(
  called: Called,
  { status, text, answeredAt, retryAfterMs }: HttpAnswer,
  schema: z.ZodType<T>,
): Answer<T> {
  const noUsableAnswer = (why: NoUsableAnswer['why'], field?: string) =>
    new NoUsableAnswer(called, why, status, retryAfterMs, field);
  if (status === 429) throw noUsableAnswer('throttled');
  // Who says when to come back has turned the request away; without that, a proxy may have lost it half-way.
  if (status === 503 && retryAfterMs !== undefined) throw noUsableAnswer('unavailable');
  if (status === 408 || status >= 500) throw noUsableAnswer('server trouble');

  const body = parseJson(text);
  if (status < 200 || status >= 300) throw new SaidNo(called, status, readTexts(body), retryAfterMs);
  const read = schema.safeParse(body);
  if (!read.success) throw noUsableAnswer('unreadable answer', read.error.issues[0]?.path.join('.'));
  return { value: read.data, answeredAt };
}

/** Undefined for what is not JSON; the parser's own message quotes the body, so it goes nowhere. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

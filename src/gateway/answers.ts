import type * as z from 'zod';
import { problem } from './schemas.js';

/** Describes an answer with a JSON body. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Describes the answers to requests that fail, those that every route can give among them. */
export function problems<Status extends number>(when: Record<Status, string>) {
  const entries = Object.entries<string>({ ...everywhere, ...when });
  return Object.fromEntries(
    entries.map(([status, description]) => [
      status,
      { description, content: { 'application/problem+json': { schema: problem } } },
    ]),
  );
}

/** The answer about an order whose workflow did not end by itself. */
export const withoutOutcome =
  'The order was terminated or has failed in Temporal: only an operator can tell what became of it.';

const everywhere = {
  401: 'There is no token that is let in.',
  429: 'Too many requests: `Retry-After` says how many seconds to wait.',
  503: 'Temporal does not answer: repeat the same request after `Retry-After` seconds, it is safe.',
};

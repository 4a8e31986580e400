import type * as z from 'zod';
import { problem } from './answer-schemas.js';

const headers = {
  Location: 'Where the order is.',
  'Preference-Applied': 'How long the gateway was ready to wait: `wait=SECONDS`.',
  'Retry-After': 'After how many seconds to send the same request again.',
};
type Header = keyof typeof headers;

/** Describes an answer with a JSON body. */
export const json = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  names: Header[] = [],
) => ({
  description,
  ...describeHeaders(names),
  content: { 'application/json': { schema } },
});

/** Describes the answers to requests of orders that fail, those that every route can give among them. */
export const problems = <Status extends number>(when: Record<Status, string>) =>
  onlyProblems({ ...everywhere, ...when });

/** Describes the answers to requests that fail; there are no others. */
export function onlyProblems(when: Readonly<Record<number, string>>) {
  const answers = Object.entries(when).map(([status, description]) => {
    const names: Header[] = status === '429' || status === '503' ? ['Retry-After'] : [];
    const content = { 'application/problem+json': { schema: problem } };
    return [status, { description, ...describeHeaders(names), content }] as const;
  });
  return Object.fromEntries(answers);
}

function describeHeaders(names: readonly Header[]) {
  const described = names.map((name) => [name, { type: 'string', description: headers[name] }]);
  return names.length > 0 && { headers: Object.fromEntries(described) as object };
}

/** The answer about an order whose workflow did not end by itself. */
export const withoutOutcome =
  'The order was terminated or has failed in Temporal: only an operator can tell what became of it.';

export const unavailable =
  'Temporal does not answer: repeat the same request after `Retry-After` seconds, it is safe.';

const everywhere = {
  401: 'There is no token that is let in.',
  429: 'Too many requests: `Retry-After` says how many seconds to wait.',
  503: unavailable,
};

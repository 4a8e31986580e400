import type { Fault } from '../../sandbox/sandbox.js';

type Misfortune = Pick<Fault, 'fault' | 'effect'>;

const status = (code: number, headers: Record<string, string> = {}): Fault['fault'] => ({
  kind: 'status',
  status: code,
  headers,
  body: { errors: [`the sandbox says ${code}`] },
});

/** What can stand in for an answer. */
const spoilt: Record<string, Fault['fault']> = {
  'a redirect': status(301, { Location: '/elsewhere' }),
  'a 400': status(400),
  'a 401': status(401),
  'a 403': status(403),
  'a 404': status(404),
  'a 409': status(409),
  'a 422': status(422),
  'a 429 with Retry-After': status(429, { 'Retry-After': '2' }),
  'a 500': status(500),
  'a 502': status(502),
  'a 503': status(503),
  'a 503 with Retry-After': status(503, { 'Retry-After': '2' }),
  'no answer': { kind: 'hang' },
  'a reset': { kind: 'reset' },
  'a closed connection': { kind: 'close' },
  'a cut answer': { kind: 'cut' },
  'an answer that drips': { kind: 'drip', ms: 50 },
  // Soon after the caller has left, or a saga in skipped time is through with its order before it comes.
  'a late answer': { kind: 'slow', ms: 400 },
  'broken JSON': { kind: 'malformed' },
  'a page': { kind: 'html' },
  'other types': { kind: 'wrongTypes' },
  'an empty answer': { kind: 'empty' },
  'a huge answer': { kind: 'huge' },
};

/** Every misfortune that one call can meet: before its effect, and after it. */
export const misfortunes: readonly (Misfortune & { name: string })[] = Object.entries(spoilt).flatMap(
  ([name, fault]) => [
    { name: `${name} instead of the effect`, fault, effect: false },
    { name: `${name} after the effect`, fault, effect: true },
  ],
);

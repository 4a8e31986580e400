import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

// What is safe in a header, a log line and a memo alike, and long enough for anybody's way of making ids.
const acceptable = /^[A-Za-z0-9._:~-]{1,128}$/;

/** The id that the caller gave its request in `X-Request-Id`, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID();
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { HttpProblem } from './problem.js';

/** Lets in who brings one of the tokens, as `Authorization: Bearer …`. */
export function createGate(tokens: readonly string[]) {
  const accepted = tokens.map(digest);

  /** A name for the caller that tells nothing of its token; undefined when it brings none that is let in. */
  function callerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
    const [, token] = /^Bearer +([A-Za-z0-9._~+/-]+=*) *$/i.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return undefined;
    const given = digest(token);
    // All are compared, each in constant time: how long it takes tells nothing about any.
    const matches = accepted.map((one) => timingSafeEqual(one, given));
    return matches.includes(true) ? given.toString('base64') : undefined;
  }

  async function letIn(request: FastifyRequest): Promise<void> {
    if (callerOf(request) !== undefined) return;
    const detail =
      'expected Authorization: Bearer and a token that is let in here: ask who runs this gateway';
    throw new HttpProblem(401, 'unauthorized', detail, { 'www-authenticate': 'Bearer' });
  }

  return { callerOf, letIn };
}

const digest = (token: string) => createHash('sha256').update(token).digest();

import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '../gateway/problem.js';

// What the Web UI sends; the last two only where it passes on the user's access token.
const headers = 'content-type, x-namespace, authorization, authorization-extras';
// A day: browsers keep it for less, as they like.
const KEPT_FOR_S = 86_400;

/**
 * Lets pages of exactly these origins POST to the paths and read the answers (CORS), and turns away every other page. Who is
 * no browser names no origin.
 */
export function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[],
  paths: readonly string[],
): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    reply.header('vary', 'Origin');
    if (origin === undefined) return;
    if (!origins.includes(origin))
      throw new HttpProblem(403, 'wrong_origin', 'expected a page of an origin in CODEC_SERVER_ORIGINS');
    reply.header('access-control-allow-origin', origin);
  });
  for (const path of paths)
    app.options(path, (_, reply) =>
      reply
        .code(204)
        .headers({
          'access-control-allow-methods': 'POST',
          'access-control-allow-headers': headers,
          'access-control-max-age': KEPT_FOR_S,
        })
        .send(),
    );
}

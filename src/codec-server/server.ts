/**
 * The codec server: shows the Web UI and the command line of Temporal what payloads say, and can do nothing else.
 *
 *   Web UI in a browser ─▶ origin ─▶ token ─▶ POST /decode ─▶ payload codec
 *
 * The protocol is Temporal's own (https://docs.temporal.io/codec-server). `npm run codec-server` runs it (main.ts).
 */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import proto from '@temporalio/proto';
import * as z from 'zod';
import type { KeyRing } from '../codec/key-ring.js';
import { createPayloadCodec } from '../codec/payload-codec.js';
import { createCarefulServer } from '../gateway/careful-server.js';
import { createGate } from '../gateway/gate.js';
import { HttpProblem } from '../gateway/problem.js';
import { allowOrigins } from './allow-origins.js';

export interface CodecServerOptions {
  readonly ring: KeyRing;
  /** A request is let in with any of these. */
  readonly tokens: readonly string[];
  /** The origins of the Web UI, as its browsers name them. */
  readonly origins: readonly string[];
  readonly logger: FastifyBaseLogger;
}

// Temporal answers with 4 MB at most, of which base64 makes a third more.
const MOST_BYTES = 6 * 1024 * 1024;

const { Payload: message } = proto.temporal.api.common.v1;

/** Payloads as protocol buffers have them in JSON: bytes are base64. What else an object holds is left out. */
const bodySchema = z.object({
  payloads: z.array(
    z.object({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() }),
  ),
});

/** Makes the codec server, which does not listen yet. */
export function createCodecServer({ ring, tokens, origins, logger }: CodecServerOptions): FastifyInstance {
  const codec = createPayloadCodec(ring);
  const gate = createGate(tokens);
  const app = createCarefulServer(logger, {
    bodyLimit: MOST_BYTES,
    // The longest token there can be is in a path too.
    routerOptions: { maxParamLength: 256 },
  });
  app.setNotFoundHandler(() => {
    throw new HttpProblem(404, 'no_such_path', 'there is nothing but POST /decode');
  });

  const paths = ['/decode', '/:token/decode'];
  allowOrigins(app, origins, paths);
  // Before the body is read.
  const preParsing = async (request: FastifyRequest) => letIn(request);
  for (const path of paths)
    app.post(path, { preParsing }, async ({ body }) => {
      const { success, data } = bodySchema.safeParse(body);
      if (!success)
        throw new HttpProblem(400, 'bad_request', 'expected {"payloads": […]}, with bytes in base64');
      const decoded = await codec.decode(data.payloads.map((payload) => message.fromObject(payload)));
      return {
        payloads: decoded.map((payload) => message.toObject(message.create(payload), { bytes: String })),
      };
    });
  return app;

  /** A Web UI without sign-on has no token to send, but an address that can hold one: `/TOKEN/decode`. */
  function letIn({ headers, params }: FastifyRequest): void {
    const { token } = params as { token?: string };
    const authorization = token === undefined ? headers.authorization : `Bearer ${token}`;
    if (gate.callerOf({ headers: { authorization } }) !== undefined) return;
    const detail =
      'expected Authorization: Bearer and a token of CODEC_SERVER_TOKENS, or that token in the path';
    throw new HttpProblem(401, 'unauthorized', detail, { 'www-authenticate': 'Bearer' });
  }
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { orderRequestSchema } from '../domain/order-request.js';

/** Writes one line for each request that was answered: by its route, never by its address, body or headers. */
export function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { method, routeOptions } = request;
  const durationMs = Math.round(reply.elapsedTime);
  const reference = referenceOf(request);
  const line = { method, route: routeOptions.url ?? 'none', status: reply.statusCode, durationMs };
  request.log.info({ ...line, ...(reference !== undefined && { reference }) }, 'request');
  done();
}

/** The order that a request is about, once it is known to be a reference and not just any text. */
function referenceOf({ params, body }: FastifyRequest): string | undefined {
  return [params, body].map((part) => about.safeParse(part).data?.reference).find(Boolean);
}

const about = z.object({ reference: orderRequestSchema().shape.reference });

import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { orderRequestSchema } from '../domain/order-request.js';
import type { EventType } from './payment-event.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What its handler found out about it, for the log and the metrics. */
    about?: { readonly reference?: string; readonly orderId?: string; readonly event?: EventType };
  }
}

/** Writes one line for each request that was answered: by its route, never by its address, body or headers. */
export function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const { method, routeOptions, about } = request;
  const durationMs = Math.round(reply.elapsedTime);
  const line = { method, route: routeOptions.url ?? 'none', status: reply.statusCode, durationMs };
  request.log.info({ ...line, reference: referenceOf(request), orderId: about?.orderId }, 'request');
  done();
}

/** The order that a request is about, once it is known to be a reference and not just any text. */
function referenceOf({ params, body, about }: FastifyRequest): string | undefined {
  return [params, body, about].map((part) => withReference.safeParse(part).data?.reference).find(Boolean);
}

const withReference = z.object({ reference: orderRequestSchema().shape.reference });

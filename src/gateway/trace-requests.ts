import type { FastifyInstance } from 'fastify';
import type { TracedRequest, Tracing } from '../telemetry/tracing.js';

declare module 'fastify' {
  interface FastifyRequest {
    traced?: TracedRequest;
  }
}

/** Makes each request a span, in which its handler runs, and puts the trace's id into its log lines. */
export function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers, method, routeOptions } = request;
    request.traced = tracing.beginRequest(headers, method, routeOptions.url ?? 'none');
    request.log = request.log.child({ traceId: request.traced.traceId });
    done();
  });
  // Only now: a body arrives in events of the connection, which know nothing of the request's context.
  app.addHook('preHandler', (request, _reply, done) =>
    request.traced ? request.traced.within(done) : done(),
  );
  app.addHook('onResponse', (request, reply, done) => {
    request.traced?.end(reply.statusCode);
    done();
  });
}

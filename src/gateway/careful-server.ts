import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
} from 'fastify';
import type { Server } from 'node:http';
import { answerClientError } from './client-error.js';
import { closeWhenAnswered } from './close-when-answered.js';
import { headersFor } from './headers.js';
import { answerProblem } from './problem.js';
import { requestIdOf } from './request-id.js';
import { logRequest } from './request-log.js';

// Who takes longer to send a request is holding a connection.
const SENT_WITHIN_MS = 10_000;

type OwnOptions = Pick<FastifyHttpOptions<Server>, 'bodyLimit' | 'routerOptions' | 'trustProxy'>;

/** Makes a server without routes that bears with whoever calls, answers in problem details, and logs each request once. */
export function createCarefulServer(logger: FastifyBaseLogger, own: OwnOptions): FastifyInstance {
  const app = fastify({
    ...own,
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    requestTimeout: SENT_WITHIN_MS,
    // Node looks every 30 s for who is too slow, and of two limits takes the longer one for the body.
    http: { headersTimeout: SENT_WITHIN_MS, connectionsCheckingInterval: 1_000 },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, logger),
    // While it stops, it still answers what comes in on open connections, and tells to close them.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) =>
      void answerProblem(error, request, reply.headers(headersFor(request.id))),
  });
  app.setErrorHandler(answerProblem);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersFor(request.id));
    done();
  });
  app.addHook('onResponse', logRequest);
  closeWhenAnswered(app);
  return app;
}

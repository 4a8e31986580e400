import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problem.js';

// Probes of orchestrators give up after a second or a few.
const READY_WITHIN_MS = 900;

/** Tells whoever runs the gateway whether it lives, and whether it can reach Temporal. */
export function healthRoutes(app: FastifyInstance, { client }: { client: Client }): void {
  let asking: Promise<unknown> | undefined;
  // However many ask at once, Temporal is asked once.
  const reachTemporal = () => {
    const { namespace } = client.options;
    asking ??= client
      .withDeadline(Date.now() + READY_WITHIN_MS, () =>
        client.workflowService.describeNamespace({ namespace }),
      )
      .finally(() => (asking = undefined));
    return asking;
  };
  const config = { rateLimit: false };

  app.get('/livez', { config }, () => ({ status: 'ok' }));
  app.get('/readyz', { config }, async () => {
    try {
      await reachTemporal();
    } catch {
      throw new HttpProblem(503, 'not_ready', 'Temporal does not answer', { 'retry-after': '2' });
    }
    return { status: 'ok' };
  });
}

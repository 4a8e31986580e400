import { once } from 'node:events';
import { createServer } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { ofGateway } from '../telemetry/metrics.js';
import type { EventType } from './payment-event.js';

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

/**
 * Counts what the gateway answers, and serves that under /metrics at an address of its own. So is its registry: the worker's
 * is native, and comes with the worker.
 */
export function createGatewayMetrics(address: string) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const { buckets, ...request } = ofGateway.request;
  const requests = new Histogram({
    ...request,
    labelNames: request.labels,
    buckets: [...buckets],
    registers,
  });
  const { delivery } = ofGateway;
  const deliveries = new Counter({ ...delivery, labelNames: delivery.labels, registers });
  for (const result of deliveryResults) deliveries.inc({ result }, 0);

  /** Counts a request that was answered. */
  function count(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const { method, routeOptions, about } = request;
    const route = routeOptions.url ?? 'none';
    const status = String(reply.statusCode);
    requests.observe({ method, route, status }, reply.elapsedTime / 1_000);
    if (route.startsWith('/webhooks/')) deliveries.inc({ result: resultOf(reply.statusCode, about?.event) });
    done();
  }

  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.url !== '/metrics') return response.writeHead(404).end();
      const text = await registry.metrics();
      return response.writeHead(200, { 'content-type': registry.contentType }).end(text);
    };
    answer().catch(() => response.destroy());
  });

  async function listen(): Promise<void> {
    const { hostname, port } = new URL(`http://${address}`);
    server.listen(Number(port), hostname.replaceAll(/[[\]]/g, ''));
    await once(server, 'listening');
  }

  return { count, listen, close: () => server.close() };
}

/** What can become of a delivery. Dashboards and alerts name them, so renaming one is a breaking change. */
export const deliveryResults = [
  'payment.confirmed',
  'payment.failed',
  'other',
  'not_genuine',
  'unreadable',
  'not_durable',
  'refused',
] as const;

/** What became of a delivery: what it said, if that is durable now, or why its sender still has it. */
function resultOf(status: number, event: EventType | undefined): (typeof deliveryResults)[number] {
  if (status === 204 && event !== undefined) return event;
  if (status === 401) return 'not_genuine';
  if (status === 422) return 'unreadable';
  return status >= 500 ? 'not_durable' : 'refused';
}

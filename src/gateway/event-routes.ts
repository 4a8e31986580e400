import { createHash } from 'node:crypto';
import type { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Orders, OrderStatus } from '../client.js';
import { problems, unavailable, withoutOutcome } from './answers.js';
import type { OpenStream } from './event-streams.js';
import { createLookout } from './lookout.js';
import type { InTime } from './in-time.js';
import { orderPath } from './request-schemas.js';

/** Tells how an order stands, and each change, until it has ended: as server-sent events. */
export function eventRoutes(
  plain: FastifyInstance,
  { orders, inTime, openStream }: { orders: Orders; inTime: InTime; openStream: OpenStream },
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const read = (reference: string) => inTime(() => orders.status(reference));
  const lookout = createLookout(read);
  app.addHook('onClose', lookout.ended);

  app.get(
    '/orders/:reference/events',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'orderEvents',
        summary: 'Follow an order to its end',
        description:
          'Server-sent events: `status`, with how the order stands now, at once and after each change. The stream ends ' +
          'after the outcome. The id of an event names its content: who comes back with `Last-Event-ID` is not told ' +
          'again what it knows, and gets 204 when that was the end.',
        tags: ['orders'],
        security: [{ bearer: [] }],
        params: orderPath,
        headers: z.looseObject({ 'last-event-id': z.string().optional() }),
        response: {
          200: {
            description: 'The data of each event is an `OrderStatus`.',
            content: { 'text/event-stream': { schema: z.custom<PassThrough>() } },
          },
          204: z.undefined().describe('The caller knows the end already.'),
          ...problems({
            404: 'There is no such order.',
            410: withoutOutcome,
            422: 'The reference is none.',
            503: `${unavailable} Or as many streams are open as the gateway keeps: come back then.`,
          }),
        },
      },
    },
    async ({ params, headers }, reply) => {
      const { reference } = params;
      const status = await read(reference);
      let known = headers['last-event-id'];
      if (status.outcome && idOf(status) === known) return reply.code(204).send();

      return openStream(reply, (stream) => {
        function tell(status: OrderStatus): void {
          const id = idOf(status);
          if (id !== known) stream.send({ id, event: 'status', data: status });
          known = id;
          if (status.outcome) stream.end();
        }
        tell(status);
        return lookout.follow(reference, { tell, leave: stream.end });
      });
    },
  );
}

const idOf = (status: OrderStatus) =>
  createHash('sha256').update(JSON.stringify(status)).digest('hex').slice(0, 16);

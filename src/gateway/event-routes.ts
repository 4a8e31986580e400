import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Orders, OrderStatus } from '../client.js';
import { problems, withoutOutcome } from './answers.js';
import { createLookout } from './lookout.js';
import type { InTime } from './in-time.js';
import * as schemas from './schemas.js';

// Proxies cut a connection on which nothing is said for 30 s or more.
const SAY_SOMETHING_EVERY_MS = 15_000;

/** Tells how an order stands, and each change, until it has ended: as server-sent events. */
export function eventRoutes(
  plain: FastifyInstance,
  { orders, inTime }: { orders: Orders; inTime: InTime },
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const read = (reference: string) => inTime(() => orders.status(reference));
  const lookout = createLookout(read);
  const open = new Set<PassThrough>();
  // Whoever listens comes back by itself, to another gateway.
  app.addHook('preClose', (done) => {
    for (const stream of open) stream.end();
    done();
  });

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
        params: schemas.orderPath,
        headers: z.looseObject({ 'last-event-id': z.string().optional() }),
        response: {
          200: {
            description: 'The data of each event is an `OrderStatus`.',
            content: { 'text/event-stream': { schema: z.custom<PassThrough>() } },
          },
          204: z.undefined().describe('The caller knows the end already.'),
          ...problems({ 404: 'There is no such order.', 410: withoutOutcome, 422: 'The reference is none.' }),
        },
      },
    },
    async ({ params, headers }, reply) => {
      const { reference } = params;
      const status = await read(reference);
      let known = headers['last-event-id'];
      if (status.outcome && idOf(status) === known) return reply.code(204).send();

      const stream = new PassThrough();
      const follower = {
        tell(status: OrderStatus) {
          const id = idOf(status);
          if (id !== known) stream.write(`id: ${id}\nevent: status\ndata: ${JSON.stringify(status)}\n\n`);
          known = id;
          if (status.outcome) stream.end();
        },
        leave: () => stream.end(),
      };
      const unfollow = lookout.follow(reference, follower);
      const heart = setInterval(() => stream.write(':\n\n'), SAY_SOMETHING_EVERY_MS);
      open.add(stream);
      // Ended by us, or destroyed since nobody listens any more.
      stream.once('close', () => {
        unfollow();
        clearInterval(heart);
        open.delete(stream);
      });
      // The comment opens the stream also for who already knows how the order stands.
      stream.write(':\n\n');
      follower.tell(status);
      return reply.type('text/event-stream').send(stream);
    },
  );
}

const idOf = (status: OrderStatus) =>
  createHash('sha256').update(JSON.stringify(status)).digest('hex').slice(0, 16);

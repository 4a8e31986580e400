import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import * as schemas from './answer-schemas.js';
import { json, problems, withoutOutcome } from './answers.js';
import type { InTime } from './in-time.js';
import type { OrdersOf } from './orders-of-requests.js';
import { readWait } from './prefer.js';
import { cancelOrder, orderPath, orderRequest } from './request-schemas.js';

const tags = ['orders'];
const security = [{ bearer: [] }];

/** Places orders, tells how they stand, calls them off. */
export function orderRoutes(
  plain: FastifyInstance,
  { ordersOf, inTime }: { ordersOf: OrdersOf; inTime: InTime },
): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.post(
    '/orders',
    {
      schema: {
        operationId: 'placeOrder',
        summary: 'Place an order',
        description:
          'Starts the order, or finds it started, and waits until its payment is due: as many seconds as the header ' +
          '`Prefer: wait=SECONDS` allows (1 to 25, else 10). The same request again gets the same answer, or the ' +
          'outcome once the order has ended; never a second order.',
        tags,
        security,
        headers: z.looseObject({
          prefer: z.string().optional().describe('How long to wait, such as `wait=5`.'),
          'x-request-id': z
            .string()
            .optional()
            .describe("The caller's own id of the request, by which logs and the order know it."),
        }),
        body: orderRequest,
        response: {
          200: json(
            z.union([schemas.paymentDue, schemas.orderOutcome]),
            'It was started before: the payment is due, or it has ended (then there is a field `outcome`).',
            ['Location', 'Preference-Applied'],
          ),
          201: json(
            schemas.paymentDue,
            'The order is started and its payment is due. Also when the request that started it is sent again with ' +
              'the same `X-Request-Id`, until the order has ended.',
            ['Location', 'Preference-Applied'],
          ),
          202: json(
            schemas.orderStarted,
            'The order is started, its payment not due yet: send the same request again, or follow `Location`.',
            ['Location', 'Preference-Applied', 'Retry-After'],
          ),
          ...problems({
            400: 'The body is no JSON.',
            409: 'The reference belongs to another request: `differing` names the fields.',
            410: withoutOutcome,
            413: 'The body is too large.',
            415: 'The body is not `application/json`.',
            422: 'The request is none: `problems` names every field that is wrong.',
          }),
        },
      },
    },
    async (request, reply) => {
      const { reference } = request.body;
      const seconds = readWait(request.headers.prefer);
      const options = { patienceMs: seconds * 1_000, requestId: request.id };
      const placed = await ordersOf(request).placeWithin(request.body, options);
      reply.headers({ location: `/orders/${reference}`, 'preference-applied': `wait=${seconds}` });
      if (placed.stage === 'started') return reply.code(202).header('retry-after', '1').send({ reference });
      if (placed.stage === 'ended') return reply.code(200).send(placed.outcome);
      request.about = { orderId: placed.due.orderId };
      return reply.code(placed.startedBy === request.id ? 201 : 200).send(placed.due);
    },
  );

  app.get(
    '/orders/:reference',
    {
      schema: {
        operationId: 'orderStatus',
        summary: 'How an order stands',
        tags,
        security,
        params: orderPath,
        response: {
          200: json(schemas.orderStatus, 'How the order stands now.'),
          ...problems({ 404: 'There is no such order.', 410: withoutOutcome, 422: 'The reference is none.' }),
        },
      },
    },
    (request) => inTime(() => ordersOf(request).status(request.params.reference)),
  );

  app.post(
    '/orders/:reference/cancel',
    {
      schema: {
        operationId: 'cancelOrder',
        summary: 'Call an order off',
        description:
          'Answers when that is decided: with `canceled`, or with how the order had ended before. With ' +
          '`refund_required` money is owed back.',
        tags,
        security,
        params: orderPath,
        body: cancelOrder,
        response: {
          200: json(schemas.orderOutcome, 'How the order has ended, called off or not.'),
          ...problems({
            400: 'The body is no JSON.',
            404: 'There is no such order.',
            409: 'The order is paid, and cannot be called off any more.',
            410: withoutOutcome,
            413: 'The body is too large.',
            415: 'The body is not `application/json`.',
            422: 'The request is none: `problems` names every field that is wrong.',
          }),
        },
      },
    },
    (request) => inTime(() => ordersOf(request).cancel(request.params.reference, request.body)),
  );

  app.get(
    '/refunds',
    {
      schema: {
        operationId: 'refundsDue',
        summary: 'What the shop owes back',
        description: 'A refund leaves the list when somebody settles it.',
        tags: ['refunds'],
        security,
        response: { 200: json(schemas.refundsDue, 'Every refund that is due.'), ...problems({}) },
      },
    },
    (request) => inTime(() => ordersOf(request).refundsDue()).then((refunds) => ({ refunds })),
  );
}

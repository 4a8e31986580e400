import type { Client } from '@temporalio/client';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidInput, OrderNotFound, type Orders } from '../client.js';
import { tellProblems } from '../domain/problem.js';
import { NotGenuine, type Adapter } from './adapters/adapter.js';
import { createExamplePay } from './adapters/example-pay.js';
import { createStandardWebhooks } from './adapters/standard-webhooks.js';
import type { OrdersOf } from './orders-of-requests.js';
import type { OtherEvent, PaymentEvent } from './payment-event.js';
import { HttpProblem } from './problem.js';
import { webhookSchema } from './webhook-schema.js';

/** The secrets with which deliveries are signed; a provider without any has no route. */
export interface WebhookSecrets {
  readonly standard: readonly string[];
  readonly examplePay: readonly string[];
}

// Senders wait 10 s, or 15 and more as Standard Webhooks recommends.
const ANSWER_WITHIN_MS = 7_000;

/**
 * Takes what payment providers report. A delivery is acknowledged (2xx) only when its fact is durable in Temporal; whatever
 * else it is answered, the sender still has it and sends it again. The signature is the credential.
 */
export function webhookRoutes(
  app: FastifyInstance,
  { client, ordersOf, secrets }: { client: Client; ordersOf: OrdersOf; secrets: WebhookSecrets },
): void {
  void app.register((scope, _options, registered) => {
    // What was signed are bytes: parsed and written again they are others.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));

    const take = (adapter: Adapter) => async (request: FastifyRequest, reply: FastifyReply) => {
      const event = readDelivery(adapter, request);
      request.about = { event: event.type, ...('data' in event && { reference: event.data.reference }) };
      if (event.type === 'other') leaveAlone(event, request.log);
      else await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => report(ordersOf(request), event));
      return reply.code(204).send();
    };
    // A provider sends from a few addresses, and most when much is sold.
    const config = { rateLimit: false } as const;
    // The schema is for the document: what is not signed is not looked into.
    const described = { schema: webhookSchema, validatorCompiler: () => () => true };
    scope.post(
      '/webhooks/payments',
      { config, ...described },
      take(createStandardWebhooks(secrets.standard)),
    );
    if (secrets.examplePay.length > 0)
      scope.post('/webhooks/payments/example-pay', { config }, take(createExamplePay(secrets.examplePay)));
    registered();
  });
}

function readDelivery(adapter: Adapter, { headers, body, log }: FastifyRequest): PaymentEvent | OtherEvent {
  try {
    const read = adapter({ headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) });
    if ('value' in read) return read.value;
    // There may be money in it, and only a human can tell.
    log.error(
      `a delivery with a good signature cannot be read: ${tellProblems(read.problems).slice(0, 1_000)}`,
    );
    throw new InvalidInput(read.problems);
  } catch (error) {
    if (!(error instanceof NotGenuine)) throw error;
    throw new HttpProblem(401, 'not_genuine', error.message, { 'www-authenticate': 'Webhook-Signature' });
  }
}

/** A sender that calls payments by another name would otherwise never be found out. */
function leaveAlone({ name }: OtherEvent, log: FastifyBaseLogger): void {
  const printable = name.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, '?');
  log.warn(`a delivery is acknowledged and left alone, since its type is none of ours: ${printable}`);
}

/** Returns when the fact is durable. */
async function report(orders: Orders, event: PaymentEvent): Promise<void> {
  if (event.type === 'payment.confirmed') {
    const { reference, ...payment } = event.data;
    return orders.recordPayment(reference, payment);
  }
  const { reference, ...decline } = event.data;
  try {
    await orders.paymentFailed(reference, decline);
  } catch (error) {
    // Nobody waits for that payment.
    if (!(error instanceof OrderNotFound)) throw error;
  }
}

import * as z from 'zod';
import { onlyProblems, unavailable } from './answers.js';
import { paymentEventSchema } from './payment-event.js';

/** How the OpenAPI document describes the webhook. */
export const webhookSchema = {
  operationId: 'reportPayment',
  summary: 'Report a payment',
  description:
    'For payment providers. Signed as Standard Webhooks says (https://www.standardwebhooks.com), without a token. May be ' +
    'repeated; an event of another type is acknowledged and left alone.',
  tags: ['webhooks'],
  headers: z.object({
    'webhook-id': z.string().describe('A name for the delivery, which is signed with it.'),
    'webhook-timestamp': z.string().describe('Seconds since 1970, five minutes off at most.'),
    'webhook-signature': z.string().describe('`v1,` and the signature; several with a space between them.'),
  }),
  body: paymentEventSchema.meta({
    id: 'PaymentEvent',
    description: 'What became of a payment.',
  }),
  response: {
    204: z.undefined().describe('The fact is durable: nothing can be lost any more.'),
    ...onlyProblems({
      401: 'It is not signed with a secret that is known here, or too long ago.',
      413: 'The body is too large.',
      422: 'It is signed, and no event: `problems` names every field that is wrong.',
      503: unavailable,
    }),
  },
};

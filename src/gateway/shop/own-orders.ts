import type { FastifyInstance } from 'fastify';
import { OrderNotFound } from '../../client.js';
import type { References } from './references.js';

interface Named {
  Params: { reference?: string };
  Body: URLSearchParams | undefined;
}

/**
 * Hides the orders of others from all pages, forms and streams of the shop: nobody has to show a token here. A request
 * that names no order, as trouble for everybody, goes through.
 */
export function ownOrdersOnly(app: FastifyInstance, references: References): void {
  app.addHook<Named>('preHandler', async (request) => {
    // A form without fields may come without a type, and is then not parsed.
    if (request.method === 'POST') request.body ??= new URLSearchParams();
    for (const reference of [request.params.reference, request.body?.get('reference')])
      if (typeof reference === 'string' && !references.isOwn(reference)) throw new OrderNotFound(reference);
  });
}

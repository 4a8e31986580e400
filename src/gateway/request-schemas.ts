import * as z from 'zod';
import { cancelOrderSchema } from '../domain/messages.js';
import { orderRequestSchema } from '../domain/order-request.js';
import * as examples from './examples.js';

// What the gateway takes: requests are checked against these schemas, and its OpenAPI document is made of them.

export const reference = orderRequestSchema().shape.reference.describe(
  "The shop's own number for the order.",
);

export const orderRequest = orderRequestSchema().meta({
  id: 'OrderRequest',
  description: 'What a shop asks for. Exactly one of `random` (sets, and how many of each) and `tickets`.',
});

export const cancelOrder = cancelOrderSchema().meta({
  id: 'CancelOrder',
  description: 'Who calls the order off: `customer`, `operator`, or a name; and why.',
  examples: [examples.cancelOrder],
});

export const orderPath = z.object({ reference });

import * as z from 'zod';
import { attentions } from '../domain/attention.js';
import { outcomeNames, reasons } from '../domain/outcome.js';
import { phases } from '../workflows/contract.js';
import * as examples from './examples.js';
import { reference } from './request-schemas.js';

// What the gateway answers, for its OpenAPI document. Answers are sent as the client gives them, and the compiler holds
// their types against these schemas (answers-fit.ts), so that no check at run time can turn one that is true into an error.

const amount = z.string().describe('A decimal amount, such as "100.00".');
const instant = z.string().describe("ISO 8601, UTC, by the platform's clock.");

const payment = z.object({ paymentId: z.string(), amount });

export const paymentDue = z
  .object({
    reference,
    orderId: z.string().describe("The platform's id of the order."),
    number: z.number().describe("The platform's number of the order."),
    total: amount.describe('What the customer owes, fees included.'),
    tickets: z.array(z.string()).readonly(),
    redirectUrl: z
      .string()
      .exactOptional()
      .describe('The payment page, when the customer pays on another one.'),
    payBefore: instant,
  })
  .meta({
    id: 'PaymentDue',
    description: 'Everything that a customer needs in order to pay.',
    examples: [examples.paymentDue],
  });

export const orderOutcome = z
  .object({
    outcome: z.enum(outcomeNames),
    reason: z.enum(reasons),
    decidedBy: z.string(),
    details: z.string().exactOptional().describe('Free words beside the reason.'),
    reference,
    orderId: z.string().exactOptional(),
    number: z.number().exactOptional(),
    total: amount.exactOptional(),
    payments: z
      .array(z.object({ paymentId: z.string(), amount, became: z.enum(['applied', 'refund_due']) }))
      .readonly()
      .describe('Every payment that was confirmed, and where its money is.'),
  })
  .meta({ id: 'OrderOutcome', description: 'How an order ended.', examples: [examples.orderOutcome] });

const platformOrder = z.object({
  id: z.string(),
  number: z.number(),
  status: z.enum(['executed', 'in_progress', 'done', 'canceled', 'expired', 'vanished']),
  total: amount,
  tickets: z.array(z.string()).readonly(),
  reservedTill: instant,
  reservedTillMs: z.number().describe('The same in epoch milliseconds.'),
  holdMs: z.number().describe('How long the hold still lasted when the platform answered.'),
  redirectUrl: z.string().exactOptional(),
});

export const orderStatus = z
  .object({
    reference,
    phase: z.enum(phases),
    order: platformOrder.exactOptional().describe('The order as the platform showed it last.'),
    payments: z.array(payment).readonly().describe('Every payment that was confirmed so far.'),
    payBefore: instant.exactOptional(),
    attention: z.enum(attentions).exactOptional().describe('What waits for a human, if anything does.'),
    trouble: z.string().exactOptional().describe('What went wrong last, in words.'),
    possibleOrphans: z.number().exactOptional(),
    outcome: orderOutcome.exactOptional(),
  })
  .meta({ id: 'OrderStatus', description: 'How an order stands now.', examples: [examples.orderStatus] });

export const orderStarted = z
  .object({ reference })
  .meta({ id: 'OrderStarted', description: 'The order is started.', examples: [examples.orderStarted] });

export const openRefund = z.object({
  reference: z
    .string()
    .describe(
      'As the payment named it, which may be no reference that an order can have: 1 to 100 characters.',
    ),
  orderId: z.string().exactOptional(),
  paymentId: z.string(),
  amount,
  why: z.enum(['order_ended', 'excess', 'claim', 'after_the_end', 'unknown_order', 'conflict']),
  since: z.date().describe('ISO 8601, UTC.'),
});

export const refundsDue = z.object({ refunds: z.array(openRefund).readonly() }).meta({
  id: 'RefundsDue',
  description: 'Everything that the shop owes back.',
  examples: [examples.refundsDue],
});

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string().describe('What is wrong, and what to do next.'),
    code: z.string().describe('The kind of problem, for programs.'),
    requestId: z.string(),
    problems: z
      .array(z.object({ field: z.string(), expected: z.string() }))
      .readonly()
      .exactOptional()
      .describe('Every field that is wrong.'),
    differing: z
      .array(z.string())
      .readonly()
      .exactOptional()
      .describe('The fields in which the request differs from the one that holds its reference.'),
  })
  .meta({ id: 'Problem', description: 'Problem details (RFC 9457).', examples: [examples.problem] });

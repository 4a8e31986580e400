/**
 * What the gateway takes and answers, for its OpenAPI document. Requests are checked against these schemas; answers are sent
 * as the client gives them, and the compiler holds its types against these (below), so that no check at run time
 * can turn an answer that is true into an error.
 */
import * as z from 'zod';
import type { OpenRefund, OrderOutcome, OrderStatus, PaymentDue } from '../client.js';
import { attentions } from '../domain/attention.js';
import { cancelOrderSchema } from '../domain/messages.js';
import { orderRequestSchema } from '../domain/order-request.js';
import { outcomeNames, reasons } from '../domain/outcome.js';
import { phases } from '../workflows/contract.js';
import * as examples from './examples.js';
import type { ProblemDetails } from './problem.js';

const amount = z.string().describe('A decimal amount, such as "100.00".');
const instant = z.string().describe("ISO 8601, UTC, by the platform's clock.");
const reference = orderRequestSchema().shape.reference.describe("The shop's own number for the order.");

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

const openRefund = z.object({
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

type Same<A, B> =
  (<T>(of: T) => T extends A ? 1 : 2) extends <T>(of: T) => T extends B ? 1 : 2 ? true : false;

/** Fails to compile when an answer of the client and its schema are not of one type. */
export type AnswersFit = [
  Expect<Same<z.output<typeof paymentDue>, Plain<PaymentDue>>>,
  Expect<Same<z.output<typeof orderOutcome>, Plain<OrderOutcome>>>,
  Expect<Same<z.output<typeof orderStatus>, Plain<OrderStatus>>>,
  Expect<Same<z.output<typeof openRefund>, Plain<OpenRefund>>>,
  Expect<Same<z.output<typeof problem>, Plain<ProblemDetails>>>,
];
type Expect<T extends true> = T;
/** The same type, written out and without `readonly`, which no document knows. */
type Plain<T> = T extends Date | string | number
  ? T
  : T extends readonly (infer One)[]
    ? readonly Plain<One>[]
    : { -readonly [Field in keyof T]: Plain<T[Field]> };

import type { CancelOrder, OrderOutcome, OrderRequest, OrderStatus, PaymentDue } from '../client.js';
import type { PaymentEvent } from './payment-event.js';
import type { ProblemDetails } from './problem.js';

/** What the OpenAPI document shows; a test sends each of the requests. */
export const orderRequests: OrderRequest[] = [
  {
    reference: 'A-1001',
    event: '56a6253df06c5a059a93802e',
    random: { '56a6254bf06c5a059b93800c': 1 },
    payment: { system: 'api/BASE' },
    paymentWindow: '15 minutes',
  },
  {
    reference: 'A-1002',
    event: '56a6253df06c5a059a93802e',
    random: { '56a6254bf06c5a059b93800c': 2 },
    customer: { email: 'customer@example.org', firstName: 'Anna' },
    payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' },
    expectedTotal: '200.00',
  },
];

export const cancelOrder: CancelOrder = { by: 'customer', reason: 'changed their mind' };

/** What a payment provider reports; a test delivers each of them. */
export const paymentEvents: PaymentEvent[] = [
  { type: 'payment.confirmed', data: { reference: 'A-1001', paymentId: 'p-1', amount: '100.00' } },
  { type: 'payment.failed', data: { reference: 'A-1001', reason: 'insufficient funds', final: false } },
];

const order = {
  reference: 'A-1001',
  orderId: '56a735af9c4d5e09b0a5b7c1',
  number: 497291921,
  total: '100.00',
};
const tickets = ['56a6254bf06c5a059b938010'];

export const orderStarted = { reference: 'A-1001' };

export const paymentDue: PaymentDue = { ...order, tickets, payBefore: '2016-01-26T09:40:19.000Z' };

export const orderOutcome: OrderOutcome = {
  outcome: 'completed',
  reason: 'paid',
  decidedBy: 'payment',
  ...order,
  payments: [{ paymentId: 'p-1', amount: '100.00', became: 'applied' }],
};

export const orderStatus: OrderStatus = {
  reference: 'A-1001',
  phase: 'awaiting_payment',
  order: {
    id: order.orderId,
    number: order.number,
    status: 'in_progress',
    total: '100.00',
    tickets,
    reservedTill: '2016-01-26T09:55:19.000Z',
    reservedTillMs: 1_453_802_119_000,
    holdMs: 1_800_000,
  },
  payments: [],
  payBefore: '2016-01-26T09:40:19.000Z',
};

export const refundsDue = {
  refunds: [
    {
      reference: 'A-1001',
      orderId: order.orderId,
      paymentId: 'p-2',
      amount: '100.00',
      why: 'after_the_end',
      since: '2016-01-26T10:02:00.000Z',
    },
  ],
};

export const problem: ProblemDetails = {
  type: 'urn:order-saga:problem:invalid_input',
  title: 'Unprocessable Entity',
  status: 422,
  detail: 'event: expected an id: 24 hexadecimal characters',
  code: 'invalid_input',
  requestId: '7f3f8a53-1b0b-4d39-8d0c-0f5a3ad1f0a1',
  problems: [{ field: 'event', expected: 'expected an id: 24 hexadecimal characters' }],
};

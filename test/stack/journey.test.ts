import { beforeAll, expect, it, vi } from 'vitest';
import type { OrderStatus, PaymentDue } from '../../src/client.js';
import { bringUpStack, type Stack } from '../../tools/stack/stack.js';
import { anOrder } from '../support/an-order.js';
import { deliver, signed } from '../support/deliver.js';

// An order's life through the doors of production: built programs, two workers, a Temporal server on PostgreSQL.

// Long enough to pay on a busy machine, short enough to wait for its end.
const hold = { sellerMs: 20_000 };

let stack: Stack;
beforeAll(async () => {
  stack = await bringUpStack(console.log, { sandbox: { holds: hold } });
  return () => stack.takeDown();
});

async function call(method: string, path: string, body?: object) {
  const { url, token } = stack.gateway;
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'wait=25' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, body: answer };
}

async function place(): Promise<PaymentDue> {
  const { status, body } = await call('POST', '/orders', anOrder());
  expect(status).toBe(201);
  return body as PaymentDue;
}

/** Reports the payment as a provider does. */
function reportPayment({ reference, total }: PaymentDue): Promise<Response> {
  const { url, webhookSecret } = stack.gateway;
  const data = { reference, paymentId: `p-${reference}`, amount: total };
  const body = JSON.stringify({ type: 'payment.confirmed', timestamp: new Date().toISOString(), data });
  return deliver(url, body, signed(body, { secrets: [webhookSecret] }));
}

const outcomeOf = ({ reference }: PaymentDue) =>
  vi.waitFor(
    async () => {
      const { outcome } = (await call('GET', `/orders/${reference}`)).body as OrderStatus;
      expect(outcome).toBeDefined();
      return outcome!;
    },
    { timeout: 50_000, interval: 200 },
  );

const statusUpstream = async ({ orderId }: PaymentDue) =>
  (await stack.sandbox.orders()).find(({ id }) => id === orderId)?.status;

it('completes an order that is paid by webhook', async () => {
  const due = await place();
  expect((await reportPayment(due)).status).toBe(204);

  expect((await outcomeOf(due)).outcome).toBe('completed');
  expect(await statusUpstream(due)).toBe('done');
});

it('calls an order off', async () => {
  const due = await place();
  const answer = await call('POST', `/orders/${due.reference}/cancel`, { by: 'customer' });

  expect(answer).toMatchObject({ status: 200, body: { outcome: 'canceled' } });
  expect(await statusUpstream(due)).toBe('canceled');
});

it('releases an order that nobody pays, and owes back what is paid too late', async () => {
  const due = await place();
  expect((await outcomeOf(due)).outcome).toBe('expired');
  expect(await statusUpstream(due)).toBe('canceled');

  expect((await reportPayment(due)).status).toBe(204);
  await vi.waitFor(
    async () => {
      const { body } = await call('GET', '/refunds');
      expect(body).toMatchObject({ refunds: [{ reference: due.reference, amount: due.total }] });
    },
    { timeout: 20_000, interval: 200 },
  );
});

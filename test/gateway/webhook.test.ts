import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { deliver, deliverEvent, examplePaySecret, signed, webhookSecret } from '../support/deliver.js';
import { anOrder } from '../support/an-order.js';
import { useGateway } from '../support/gateway.js';
import { sendersTo } from '../support/senders.js';

// The webhook before a real server, worker and platform.

const stack = useGateway();
const url = () => stack().gateway.url;

async function aDueOrder(): Promise<string> {
  const order = anOrder();
  await stack().orders.place(order);
  return order.reference;
}

const refundsOf = async (reference: string) =>
  (await stack().orders.refundsDue()).filter((refund) => refund.reference === reference);

it('completes an order whose payment is confirmed', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100' };

  const { status } = await deliverEvent(url(), 'payment.confirmed', paid);

  expect(status).toBe(204);
  const payments = [{ paymentId: 'p-1', amount: '100.00', became: 'applied' }];
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', payments });
});

it('leaves the id of the delivery with the payment in the history, where an operator finds it', async () => {
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100.00' };

  const { headers } = await deliverEvent(url(), 'payment.confirmed', paid);

  expect(await sendersTo(stack().client, reference)).toContainEqual({
    message: 'confirmPayment',
    identity: expect.stringMatching(new RegExp(` request ${headers.get('x-request-id')}$`)) as string,
  });
});

it('takes what the documentation sends', async () => {
  const { orders } = stack();
  await orders.place(anOrder({ reference: 'A-1' }));
  const [, script] = /```sh\n(.*?)```/s.exec(readFileSync('docs/webhooks.md', 'utf8'))!;

  const env = { ...process.env, GATEWAY: url(), GATEWAY_WEBHOOK_SECRETS: webhookSecret };
  const { stdout } = await promisify(execFile)('bash', ['-ec', script!], { env });

  expect(stdout).toMatch(/^HTTP\/1.1 204 /);
  expect(await orders.outcome('A-1')).toMatchObject({ outcome: 'completed' });
});

it('acknowledges a payment before it is decided what becomes of it', async () => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder();
  sandbox.fail({ match: { method: 'PATCH' }, times: 0, fault: { kind: 'status', status: 500 } });

  const paid = { reference, paymentId: 'p-1', amount: '100.00' };
  const { status } = await deliverEvent(url(), 'payment.confirmed', paid);
  const { phase } = await orders.status(reference);
  sandbox.clearFaults();

  expect([status, phase]).toEqual([204, 'completing']);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
});

it('makes one payment of 200 deliveries at once', async () => {
  const { client, orders } = stack();
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100.00' };

  const deliveries = Array.from({ length: 200 }, () => deliverEvent(url(), 'payment.confirmed', paid));
  const statuses = new Set((await Promise.all(deliveries)).map(({ status }) => status));

  expect([...statuses]).toEqual([204]);
  const { payments } = await orders.outcome(reference);
  expect(payments).toEqual([{ paymentId: 'p-1', amount: '100.00', became: 'applied' }]);
  expect(await refundsOf(reference)).toEqual([]);
  const { events } = await client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toHaveLength(2);
  expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toEqual([]);
});

it('changes nothing when a delivery is replayed after the end of the order', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const data = { reference, paymentId: 'p-1', amount: '100.00' };
  const body = JSON.stringify({ type: 'payment.confirmed', data });
  const headers = signed(body);
  await deliver(url(), body, headers);
  const outcome = await orders.outcome(reference);

  expect((await deliver(url(), body, headers)).status).toBe(204);

  expect(await orders.outcome(reference)).toEqual(outcome);
  expect(await refundsOf(reference)).toEqual([]);
});

it.each([
  { what: 'that nobody knows', reference: 'unknown-1' },
  { what: 'that cannot be', reference: 'заказ 7/2%' },
])('owes money back that names an order $what', async ({ reference }) => {
  const { orders } = stack();
  const paid = { reference, paymentId: 'p-1', amount: '100.00' };

  const { status } = await deliverEvent(url(), 'payment.confirmed', paid);

  expect(status).toBe(204);
  await vi.waitFor(async () =>
    expect(await refundsOf(reference)).toMatchObject([{ ...paid, why: 'unknown_order' }]),
  );
  await orders.settleRefund(reference, 'p-1', { by: 'accounting', note: 'sent back' });
});

it('keeps apart what is owed for two payments whose names differ in where a slash is', async () => {
  await deliverEvent(url(), 'payment.confirmed', { reference: 'a', paymentId: 'b/c', amount: '1.00' });
  await deliverEvent(url(), 'payment.confirmed', { reference: 'a/b', paymentId: 'c', amount: '1.00' });

  await vi.waitFor(async () => {
    expect(await refundsOf('a')).toMatchObject([{ paymentId: 'b/c' }]);
    expect(await refundsOf('a/b')).toMatchObject([{ paymentId: 'c' }]);
  });
});

it('finds room for whatever money is reported, under whatever name', async () => {
  const characters = fc.constantFrom('"', '\\', '/', '%', ' ', '.', 'a', 'я', '😀', '\u202e', '\ufffd');
  const printable = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme-ascii' });
  const reports = fc.record({
    reference: fc.string({ minLength: 1, maxLength: 100, unit: characters }),
    paymentId: printable,
    amount: fc.constantFrom('1', '0.01', '999999999999.99'),
  });
  const longest = { reference: '😀'.repeat(100), paymentId: '"'.repeat(200), amount: '999999999999.99' };

  const isTaken = async (paid: object) => {
    expect((await deliverEvent(url(), 'payment.confirmed', paid)).status).toBe(204);
  };
  await fc.assert(fc.asyncProperty(reports, isTaken), { numRuns: 40, examples: [[longest]] });
});

it('ends an order whose payment is declined', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const declined = { reference, reason: 'insufficient funds' };

  const { status } = await deliverEvent(url(), 'payment.failed', declined);

  expect(status).toBe(204);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'payment_failed' });
});

it('acknowledges a decline for an order that nobody knows', async () => {
  const declined = { reference: 'nobody-knows', reason: 'stolen card' };
  const { status } = await deliverEvent(url(), 'payment.failed', declined);
  expect(status).toBe(204);
});

it('completes an order that a provider with a format of its own reports as paid', async () => {
  const { orders } = stack();
  const reference = await aDueOrder();
  const payment = { id: '4711', amount: 10_000, currency: 'RUB', metadata: { reference } };
  const body = JSON.stringify({ event: 'payment.succeeded', payment });
  const at = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', examplePaySecret).update(`${at}.${body}`).digest('hex');

  const headers = { 'x-signature': `t=${at},v1=${signature}` };
  const { status } = await fetch(`${url()}/webhooks/payments/example-pay`, { method: 'POST', headers, body });

  expect(status).toBe(204);
  const payments = [{ paymentId: '4711', amount: '100.00', became: 'applied' }];
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', payments });
});

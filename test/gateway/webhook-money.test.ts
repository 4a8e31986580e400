import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { deliver, deliverEvent, signed } from '../support/deliver.js';
import { useGateway } from '../support/gateway.js';

// However often money is reported, and under whatever name: it is counted once, and never dropped.

const stack = useGateway();
const url = () => stack().gateway.url;

async function aDueOrder(): Promise<string> {
  const order = anOrder();
  await stack().orders.place(order);
  return order.reference;
}

const refundsOf = async (reference: string) =>
  (await stack().orders.refundsDue()).filter((refund) => refund.reference === reference);

it('makes one payment of 200 deliveries at once', async () => {
  const { client, orders } = stack();
  const reference = await aDueOrder();
  const paid = { reference, paymentId: 'p-1', amount: '100.00' };

  // What is not taken in time is delivered again, as senders do.
  const delivered = async (): Promise<number> => {
    const { status } = await deliverEvent(url(), 'payment.confirmed', paid);
    return status === 503 ? delivered() : status;
  };
  const statuses = new Set(await Promise.all(Array.from({ length: 200 }, delivered)));

  expect([...statuses]).toEqual([204]);
  const { payments } = await orders.outcome(reference);
  expect(payments).toEqual([{ paymentId: 'p-1', amount: '100.00', became: 'applied' }]);
  expect(await refundsOf(reference)).toEqual([]);
  const { events } = await client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
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
  await expect.poll(() => refundsOf(reference)).toMatchObject([{ ...paid, why: 'unknown_order' }]);
  await orders.settleRefund(reference, 'p-1', { by: 'accounting', note: 'sent back' });
});

it('keeps apart what is owed for two payments whose names differ in where a slash is', async () => {
  await deliverEvent(url(), 'payment.confirmed', { reference: 'a', paymentId: 'b/c', amount: '1.00' });
  await deliverEvent(url(), 'payment.confirmed', { reference: 'a/b', paymentId: 'c', amount: '1.00' });

  await expect.poll(() => refundsOf('a')).toMatchObject([{ paymentId: 'b/c' }]);
  await expect.poll(() => refundsOf('a/b')).toMatchObject([{ paymentId: 'c' }]);
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

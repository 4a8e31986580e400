import { expect, it } from 'vitest';
import { orderWorkflowId, paymentConfirmedSignal, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime('test');

/** The first of several refunds is there: the order is closing. */
async function untilRefunding(reference: string): Promise<void> {
  const first = env().client.workflow.getHandle(refundWorkflowId(reference, 'p-2'));
  while (!(await first.describe().catch(() => undefined)));
}

it('does not undo the end when what ended the order turns out to be paid', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  const { reference } = order;
  const busy = { kind: 'status', status: 503, headers: { 'Retry-After': '60' } } as const;
  sandbox.fail({ match: call.create, times: 0, fault: busy });
  const [first, ...others] = ['p-2', 'p-3', 'p-4', 'p-5', 'p-6', 'p-7'].map((paymentId) => ({
    paymentId,
    amount: '1.00',
  }));
  await start(order, first);
  const handle = env().client.workflow.getHandle(orderWorkflowId(reference));
  for (const payment of others) await handle.signal(paymentConfirmedSignal, payment);

  // Declined for good, with money in it: the order ends at once. It is told otherwise while it starts the refunds.
  await orders.paymentFailed(reference, { reason: 'no funds', paymentId: 'p-1' });
  await untilRefunding(reference);
  await handle.signal(paymentConfirmedSignal, { paymentId: 'p-1', amount: '60.00' });

  const { outcome, payments } = await orders.outcome(reference);
  expect(outcome).toBe('refund_required');
  expect(payments.map(({ paymentId }) => paymentId)).toContain('p-1');
  await orders.settleRefund(reference, 'p-1', { by: 'Anna', note: 'sent back' });
});

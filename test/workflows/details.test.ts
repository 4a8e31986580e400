import { expect, it } from 'vitest';
import { orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder, event } from '../support/an-order.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// What an operator reads in the Web UI.

const env = useSkippedTime();
const detailsOf = async (workflowId: string) => {
  const query = env().client.workflow.getHandle(workflowId).query('__temporal_workflow_metadata');
  return ((await query) as { currentDetails: string }).currentDetails;
};

it('is how much is paid of what, until when the rest is, and what then', async () => {
  const { orders } = await openShop(env());
  const order = anOrder({ tickets: 2 });
  const { payBefore } = (await orders.place(order)) as { payBefore: string };
  await orders.confirmPayment(order.reference, { paymentId: 'p_1', amount: '40.00' });

  const details = await detailsOf(orderWorkflowId(order.reference));

  expect(details).toMatch(/^\| phase \| awaiting\\_payment \|\n\| :--- \| :--- \|\n/);
  expect(details).toContain('| paid | 40.00 of 200.00 (p\\_1: 40.00) |');
  expect(details).toContain(`| pay before | ${payBefore.slice(0, 10)} ${payBefore.slice(11, 19)}Z |`);
  expect(details).toContain('| next | completed once it is paid; released if it is not paid in time |');
});

it('is what a human has to do', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '60.00' });

  const details = await detailsOf(orderWorkflowId(order.reference));

  expect(details).toContain('| attention | payment\\_conflict |');
  expect(details).toContain('| to do | find out which amount is true; resolveByHand takes the flag down |');
  expect(details).toContain('| last trouble | payment p-1 was reported with two amounts |');
});

it('is how an order ended, and no deadline any more', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.cancel(order.reference, { by: 'customer' });
  await orders.outcome(order.reference);

  const details = await detailsOf(orderWorkflowId(order.reference));

  expect(details).toContain('| outcome | canceled: called\\_off, decided by customer |');
  expect(details).not.toMatch(/pay before|next/);
});

it('is what is owed back, until it is settled, and then by whom', async () => {
  const { orders } = await openShop(env());
  const { reference } = anOrder();
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '30.00' });
  const refund = refundWorkflowId(reference, 'p-1');

  expect(await detailsOf(refund)).toContain('| to do | pay it back, then settleRefund |\n| owed | 30.00');
  await orders.settleRefund(reference, 'p-1', { by: 'Anna', note: 'sent back' });

  expect(await detailsOf(refund)).toMatch(/^\| settled \| by Anna: sent back \|/);
  expect(await detailsOf(refund)).not.toContain('to do');
});

it.each([
  [{ tickets: 1 }, `1 ticket, event ${event}`],
  [{ tickets: 2, expectedTotal: '200.00' }, `2 tickets, event ${event}, 200.00`],
])('is what an order is about: %o', async (asked, summary) => {
  const { orders } = await openShop(env());
  const order = anOrder(asked);
  await orders.place(order);

  const { staticSummary } = await env()
    .client.workflow.getHandle(orderWorkflowId(order.reference))
    .describe();

  expect(await staticSummary()).toBe(summary);
});

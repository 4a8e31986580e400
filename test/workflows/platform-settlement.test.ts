import { expect, it } from 'vitest';
import type { PaymentDue } from '../../src/client.js';
import { awaitPaymentDueUpdate, orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { showing } from '../support/showing.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const minute = 60_000;
const payment = { paymentId: 'p-1', amount: '100.00' };
const paidOnThePage = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };

it('completes an order that the platform makes done without a word to us', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder(paidOnThePage);
  await orders.place(order);
  const [{ id }] = (await sandbox.orders()) as never as [{ id: string }];

  await sandbox.platform.pay(id);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'completed',
    decidedBy: 'platform',
  });
  expect(asked(sandbox)).not.toContain('PATCH done');
});

it('takes a confirmation for a claim, and waits until the platform says done', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder(paidOnThePage);
  await orders.place(order);
  const [{ id }] = (await sandbox.orders()) as never as [{ id: string }];

  const answer = orders.confirmPayment(order.reference, payment);
  await until(order.reference, ({ payments }) => payments.length > 0);
  await env().sleep(5 * minute);
  await sandbox.platform.pay(id);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'completed',
    decidedBy: 'payment',
  });
  expect(await answer).toEqual({ payment: 'applied' });
});

it('shows the payment page also when the end of the hold has moved, in an answer without it', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder(paidOnThePage);
  const handle = env().client.workflow.getHandle(orderWorkflowId(order.reference));
  sandbox.meanwhile(call.look, 'after', async ({ orderId }) => {
    await sandbox.platform.prolong(orderId!, 20 * minute);
    sandbox.fail({ match: call.look, fault: await showing(sandbox, { payment: null }) });
  });
  const { redirectUrl, payBefore: before } = (await orders.place(order)) as PaymentDue;

  await env().sleep(minute);
  await until(order.reference, ({ payBefore }) => payBefore !== before);

  const due = await handle.executeUpdate(awaitPaymentDueUpdate, { args: [undefined] });
  expect(due).toMatchObject({ redirectUrl: redirectUrl! });
});

it('owes a claim back when the platform expires the order', async () => {
  const { orders } = await openShop(env());
  const order = anOrder(paidOnThePage);
  await orders.place(order);

  const answer = orders.confirmPayment(order.reference, payment);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    payments: [{ ...payment, became: 'refund_due' }],
  });
  expect(await answer).toEqual({ payment: 'refund_due' });
});

it('gives up an order that nobody paid a minute after its hold, and finds it expired', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder(paidOnThePage);
  await orders.place(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired' });
  expect(await sandbox.orders()).toMatchObject([{ status: 'expired' }]);
});

it('completes when the customer pays in the very last moment, while we are about to give up', async () => {
  const { orders, sandbox } = await openShop(env(), { holds: { redirectMs: 30 * minute } });
  const order = anOrder({ ...paidOnThePage, paymentWindow: '5 minutes' });
  await orders.place(order);

  sandbox.meanwhile(call.cancel, 'before', ({ orderId }) => sandbox.platform.pay(orderId!));

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
});

it('polls without growing the history', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder(paidOnThePage);
  await orders.place(order);
  await orders.outcome(order.reference);

  const looks = asked(sandbox).filter((ask) => ask === 'GET');
  const { historyLength } = await env().client.workflow.getHandle(`order-${order.reference}`).describe();

  expect(looks.length).toBeGreaterThan(20);
  expect(historyLength).toBeLessThan(60);
});

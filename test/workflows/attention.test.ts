import { expect, it } from 'vitest';
import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const minute = 60_000;
const payment = { paymentId: 'p-1', amount: '100.00' };

it('is asked for when a paid order is refused for five minutes, and no more once it is done', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 401 } });
  const answer = orders.confirmPayment(order.reference, payment);
  await until(order.reference, ({ payments }) => payments.length > 0);

  await env().sleep(4 * minute);
  expect(await orders.status(order.reference)).not.toHaveProperty('attention');
  await env().sleep(4 * minute);
  await until(order.reference, ({ attention }) => attention === 'wrong_key');
  sandbox.clearFaults();

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
  expect(await answer).toEqual({ payment: 'applied' });
  expect(await orders.status(order.reference)).not.toHaveProperty('attention');
});

it('is asked for when the platform does not take the tickets back', async () => {
  const { orders, sandbox, until } = await openShop(env(), { holds: { sellerMs: 12 * 60 * minute } });
  const order = anOrder({ paymentWindow: '5 minutes' });
  sandbox.fail({ match: call.cancel, times: 0, fault: { kind: 'status', status: 400 } });
  await orders.place(order);

  await env().sleep(15 * minute);
  await until(order.reference, ({ attention }) => attention === 'upstream_refuses');

  await orders.resolve(order.reference, { by: 'Anna', outcome: 'canceled', note: 'canceled on the phone' });
  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'canceled',
    reason: 'resolved_by_hand',
    decidedBy: 'Anna',
    details: 'canceled on the phone',
  });
});

it('lets somebody say how a paid order ended that the platform refuses for ever', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const answer = orders.confirmPayment(order.reference, payment);
  await until(order.reference, ({ payments }) => payments.length > 0);
  await env().sleep(8 * minute);
  await until(order.reference, ({ attention }) => attention === 'upstream_unreachable');

  await orders.resolve(order.reference, { by: 'Anna', outcome: 'canceled', note: 'no tickets' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    decidedBy: 'Anna',
  });
  expect(await answer).toEqual({ payment: 'refund_due' });
});

it('is refused while the order is not waiting for any', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  const resolved = orders.resolve(order.reference, {
    by: 'Anna',
    outcome: 'completed',
    note: 'I know better',
  });

  await expect(resolved).rejects.toMatchObject({ code: 'needs_no_help' });
});

it('is asked for when one payment is reported with two amounts, and the first stands', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });

  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '60.00' });

  expect(await orders.status(order.reference)).toMatchObject({
    attention: 'payment_conflict',
    payments: [{ paymentId: 'p-1', amount: '40.00' }],
  });
  await orders.resolve(order.reference, { by: 'Anna', outcome: 'completed', note: 'a typing error' });
  expect(await orders.status(order.reference)).toMatchObject({ phase: 'awaiting_payment' });
  expect(await orders.status(order.reference)).not.toHaveProperty('attention');
});

it('is still asked for on a conflict of payments when the order is no longer stuck', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const answer = orders.confirmPayment(order.reference, payment);
  await until(order.reference, ({ payments }) => payments.length > 0);
  await env().sleep(8 * minute);
  await orders.confirmPayment(order.reference, { ...payment, amount: '60.00' });
  expect(await orders.status(order.reference)).toMatchObject({ attention: 'upstream_unreachable' });
  sandbox.clearFaults();

  expect(await answer).toEqual({ payment: 'applied' });
  expect(await orders.status(order.reference)).toMatchObject({ attention: 'payment_conflict' });
});

it('is asked for when a signal reports a payment that is none', async () => {
  const { orders, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  const handle = env().client.workflow.getHandle(`order-${order.reference}`);

  await handle.signal(paymentConfirmedSignal, { paymentId: 'p-1', amount: 100 } as never);

  expect(await until(order.reference, ({ attention }) => attention !== undefined)).toMatchObject({
    attention: 'payment_malformed',
  });
});

it('is asked for when the platform does not know a paid order any more', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.meanwhile(call.complete, 'before', ({ orderId }) => sandbox.platform.vanish(orderId!));
  const answer = await orders.confirmPayment(order.reference, payment);

  expect(answer).toEqual({ payment: 'refund_due' });
  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    reason: 'order_vanished',
  });
  expect(await orders.status(order.reference)).toMatchObject({ attention: 'order_vanished' });
});

import { expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// Look before you cancel: what may happen while the tickets are being given back.

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '100.00' };

it('completes without a cancel when the payment arrives during the look after the deadline', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  let answer: Promise<unknown> | undefined;
  sandbox.meanwhile(call.look, 'after', () => {
    answer = orders.confirmPayment(order.reference, payment);
    return accepted(orders.status, order.reference);
  });

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
  expect(await answer).toEqual({ payment: 'applied' });
  expect(asked(sandbox).slice(3)).toEqual(['GET', 'PATCH done']);
});

it('owes a refund when the payment arrives while the cancel is in flight', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  let answer: Promise<unknown> | undefined;
  sandbox.meanwhile(call.cancel, 'after', () => {
    answer = orders.confirmPayment(order.reference, payment);
    return accepted(orders.status, order.reference);
  });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    reason: 'deadline',
    payments: [{ ...payment, became: 'refund_due' }],
  });
  expect(await answer).toEqual({ payment: 'refund_due' });
  expect(asked(sandbox)).not.toContain('PATCH done');
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
});

it('completes when the platform makes the order done while we cancel it', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.meanwhile(call.cancel, 'before', ({ orderId }) => sandbox.platform.pay(orderId!));

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'completed',
    decidedBy: 'platform',
  });
});

it('takes an order that expired by itself for released', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.meanwhile(call.look, 'before', ({ orderId }) => sandbox.platform.expire(orderId!));

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired', reason: 'deadline' });
  expect(asked(sandbox)).not.toContain('PATCH canceled');
});

it('owes a refund when the platform expires the order between the payment and our done', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.meanwhile(call.complete, 'before', ({ orderId }) => sandbox.platform.expire(orderId!));
  const answer = await orders.confirmPayment(order.reference, payment);

  expect(answer).toEqual({ payment: 'refund_due' });
  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'refund_required',
    reason: 'hold_lost',
    decidedBy: 'platform',
  });
});

it('looks again, and does not cancel blindly, when the answer to the cancel is lost', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.fail({ match: call.cancel, effect: true, fault: { kind: 'reset' } });

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired' });
  expect(asked(sandbox).slice(3)).toEqual(['GET', 'PATCH canceled', 'GET']);
});

it('waits for the payment again when the look shows that the hold ends later', async () => {
  const { orders, sandbox } = await openShop(env(), { holds: { sellerMs: 30 * 60_000 } });
  const order = anOrder();
  const due = await orders.place(order);

  sandbox.meanwhile(call.look, 'before', ({ orderId }) => sandbox.platform.prolong(orderId!, 20 * 60_000));
  const outcome = orders.outcome(order.reference);

  expect(await outcome).toMatchObject({ outcome: 'expired' });
  const { payBefore } = await orders.status(order.reference);
  expect(Date.parse(payBefore!) - Date.parse((due as { payBefore: string }).payBefore)).toBe(20 * 60_000);
  expect(asked(sandbox).slice(3)).toEqual(['GET', 'GET', 'PATCH canceled']);
});

it('takes an order that the platform does not know any more for released', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  sandbox.meanwhile(call.look, 'before', ({ orderId }) => sandbox.platform.vanish(orderId!));

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired', reason: 'deadline' });
});

it('lets a payment that comes before the cancel is sent win over a cancel that was asked for', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  let paid: Promise<unknown> | undefined;
  sandbox.meanwhile(call.look, 'before', () => {
    paid = orders.confirmPayment(order.reference, payment);
    return accepted(orders.status, order.reference);
  });

  await expect(orders.cancel(order.reference, { by: 'customer' })).rejects.toMatchObject({
    code: 'already_paid',
  });
  expect(await paid).toEqual({ payment: 'applied' });
});

/** Waits until the saga has taken note of a payment. */
async function accepted(
  status: (reference: string) => Promise<{ payments: readonly unknown[] }>,
  reference: string,
): Promise<void> {
  while ((await status(reference)).payments.length === 0);
}

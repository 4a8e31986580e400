import { expect, it } from 'vitest';
import { anOrder, set } from '../support/an-order.js';
import { asked } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();

it('completes an order that is paid in time', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder({ tickets: 2 });

  const due = await orders.place(order);
  const answer = await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '200.00' });

  expect(due).toMatchObject({ reference: order.reference, total: '200.00' });
  expect(answer).toEqual({ payment: 'applied' });
  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'completed',
    reason: 'paid',
    decidedBy: 'payment',
    payments: [{ paymentId: 'p-1', amount: '200.00', became: 'applied' }],
  });
  expect(await sandbox.orders()).toMatchObject([{ status: 'done' }]);
  expect(asked(sandbox)).toEqual(['POST', 'PATCH payment', 'PATCH in_progress', 'PATCH done']);
});

it('releases the tickets when no payment arrives before the hold ends', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();

  await orders.place(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired', decidedBy: 'deadline' });
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
  expect(asked(sandbox).slice(3)).toEqual(['GET', 'PATCH canceled']);
});

it('releases the tickets when the customer calls the order off', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();

  await orders.place(order);
  await orders.cancel(order.reference, { by: 'customer', reason: 'other plans' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'canceled',
    reason: 'called_off',
    decidedBy: 'customer',
    details: 'other plans',
  });
  expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: 0 });
});

it('releases the tickets when the payment is finally declined', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();

  await orders.place(order);
  await orders.paymentFailed(order.reference, { reason: 'card expired' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'payment_failed',
    details: 'card expired',
  });
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
});

it('lets the customer try again after a decline that is not final', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();

  await orders.place(order);
  await orders.paymentFailed(order.reference, { reason: 'card expired', final: false });
  await orders.confirmPayment(order.reference, { paymentId: 'p-2', amount: '100.00' });

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
});

it('goes on with a payment that was confirmed, though it is said to be declined', async () => {
  const { orders, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });

  await orders.paymentFailed(order.reference, { reason: 'card expired', paymentId: 'p-1' });

  const { phase } = await until(order.reference, ({ trouble }) => trouble !== undefined);
  expect(phase).toBe('awaiting_payment');
  const rest = await orders.confirmPayment(order.reference, { paymentId: 'p-2', amount: '60.00' });
  expect(rest).toEqual({ payment: 'applied' });
});

it('ends unavailable when the platform holds nothing, and releases the empty order', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder({ tickets: 41 });

  expect(await orders.place(order)).toMatchObject({ outcome: 'unavailable', reason: 'sold_out' });

  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled', tickets: [] }]);
});

it('waits for an empty order to expire when the platform refuses to cancel it', async () => {
  const { orders, sandbox, start } = await openShop(env(), { refuseTicketlessCancel: true });
  const order = anOrder({ tickets: 41 });

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'unavailable' });
  expect(await sandbox.orders()).toMatchObject([{ status: 'expired' }]);
});

it('takes what there is when the request says so', async () => {
  const { orders } = await openShop(env());
  const order = anOrder({ tickets: 41, allOrNothing: false });

  expect(await orders.place(order)).toMatchObject({ total: '4000.00' });
});

it('ends rejected, and releases, when the total is above what was expected', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder({ expectedTotal: '99.99' });

  expect(await orders.place(order)).toMatchObject({ outcome: 'rejected', reason: 'price_changed' });
  expect(asked(sandbox)).toEqual(['POST', 'GET', 'PATCH canceled']);
  expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: 0 });
});

it('ends rejected with the words of the platform when it refuses the order', async () => {
  const { orders, sandbox } = await openShop(env());
  const unknown = 'ffffffffffffffffffffffff';

  expect(await orders.place(anOrder({ event: unknown }))).toMatchObject({
    outcome: 'rejected',
    reason: 'refused',
    details: `POST /v1/resources/orders answered 400: Event ${unknown} not found`,
  });
  expect(asked(sandbox)).toEqual(['POST']);
});

import { expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();

it('completes an order that is paid in time', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();

  const due = await orders.place(order);
  expect(due).toMatchObject({ total: '100.00', tickets: [expect.any(String)] });
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed', decidedBy: 'payment' });
  expect(await sandbox.orders()).toMatchObject([{ status: 'done' }]);
});

it('releases the tickets when no payment arrives before the hold ends', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();

  await orders.place(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired', decidedBy: 'deadline' });
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
});

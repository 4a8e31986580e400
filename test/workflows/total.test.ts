import { expect, it } from 'vitest';
import { anOrder, set } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { showing } from '../support/showing.js';
import { useSkippedTime } from '../support/skipped-time.js';

// What the customer owes: never more than was expected, and nothing else once the payment is due.

const env = useSkippedTime();

it.each([
  ['the payment system is set', call.setPaymentSystem, 'executed'],
  ['the payment is begun', call.setInProgress, 'in_progress'],
] as const)('ends rejected, and releases, when it is above what was expected after %s', async (...row) => {
  const [, match, status] = row;
  const { orders, sandbox } = await openShop(env());
  sandbox.meanwhile(call.create, 'after', async () => {
    const fault = await showing(sandbox, { status, values: { full: '100.01' } });
    sandbox.fail({ match, effect: true, fault });
  });

  const placed = await orders.place(anOrder({ expectedTotal: '100.00' }));

  expect(placed).toMatchObject({ outcome: 'rejected', reason: 'price_changed' });
  expect(asked(sandbox).slice(-2)).toEqual(['GET', 'PATCH canceled']);
  expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: 0 });
});

it('is what it was when the payment became due, whatever a later answer shows', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  const fault = await showing(sandbox, { status: 'done', values: { full: '80.00' } });
  sandbox.fail({ match: call.complete, effect: true, fault });

  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });

  expect(await orders.outcome(order.reference)).toMatchObject({
    total: '100.00',
    payments: [{ paymentId: 'p-1', amount: '100.00', became: 'applied' }],
  });
});

import { expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// An order on the platform's payment page that the worker cannot see any more, with a claim in it.

const env = useSkippedTime();
const minute = 60_000;
const claim = { paymentId: 'p-1', amount: '100.00' };

async function aBlindWatch() {
  const shop = await openShop(env());
  const { orders, sandbox, until } = shop;
  const order = anOrder({ payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } });
  const { reference, orderId } = (await orders.place(order)) as { reference: string; orderId: string };
  sandbox.fail({ match: call.look, times: 0, fault: { kind: 'status', status: 401 } });
  const answer = orders.confirmPayment(reference, claim);
  await until(reference, ({ phase }) => phase === 'completing');
  return { ...shop, reference, orderId, answer };
}

it('asks for help after five minutes, and no more once the order is seen again', async () => {
  const { orders, sandbox, until, reference, orderId, answer } = await aBlindWatch();

  await env().sleep(4 * minute);
  expect(await orders.status(reference)).not.toHaveProperty('attention');
  await env().sleep(4 * minute);
  await until(reference, ({ attention }) => attention === 'wrong_key');
  sandbox.clearFaults();
  await env().sleep(2 * minute);
  await until(reference, ({ attention }) => attention === undefined);

  await sandbox.platform.pay(orderId);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', decidedBy: 'payment' });
  expect(await answer).toEqual({ payment: 'applied' });
});

it('lets somebody say how the order ended', async () => {
  const { orders, until, reference, answer } = await aBlindWatch();
  await env().sleep(8 * minute);
  await until(reference, ({ attention }) => attention === 'wrong_key');

  await orders.resolve(reference, { by: 'Anna', outcome: 'canceled', note: 'seen in the back office' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'refund_required', decidedBy: 'Anna' });
  expect(await answer).toEqual({ payment: 'refund_due' });
});

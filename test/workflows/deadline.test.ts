import { expect, it } from 'vitest';
import type { PaymentDue } from '../../src/client.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const minute = 60_000;
const payment = { paymentId: 'p-1', amount: '100.00' };

it('asks for the payment a minute before the hold that the platform gives in progress ends', async () => {
  const { orders, sandbox } = await openShop(env(), {
    holds: { executedMs: 10 * minute, sellerMs: 40 * minute },
  });

  const { payBefore } = (await orders.place(anOrder())) as PaymentDue;

  const [order] = await sandbox.orders();
  expect(Date.parse(order!.reserved_till) - Date.parse(payBefore)).toBe(minute);
});

it('still takes a payment shortly before the deadline', async () => {
  const { orders } = await openShop(env());
  const order = anOrder({ paymentWindow: '5 minutes' });
  await orders.place(order);

  await env().sleep(5 * minute - 5_000);

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'applied' });
});

it('releases the tickets as soon as the payment window of the request is over', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder({ paymentWindow: '5 minutes' });
  await orders.place(order);

  await env().sleep(5 * minute + 5_000);
  await until(order.reference, ({ phase }) => phase === 'closed');

  // Canceled, not expired: the hold itself had more time left.
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'expired' });
});

it('releases at once when the deadline has passed before the payment was due', async () => {
  // Whole seconds, as the Date header shows them: the hold is over in the moment of the answer.
  const wholeSeconds = async () => Math.floor((await env().currentTimeMs()) / 1_000) * 1_000;
  const { orders, sandbox } = await openShop(env(), { holds: { sellerMs: 0 }, clock: wholeSeconds });
  const order = anOrder();

  expect(await orders.place(order)).toMatchObject({ outcome: 'expired', payments: [] });

  expect((await sandbox.orders())[0]?.status).toBe('expired');
});

it('follows the clock of the platform, however wrong it is', async () => {
  const yesterday = async () => (await env().currentTimeMs()) - 24 * 60 * minute;
  const { orders } = await openShop(env(), { clock: yesterday });
  const order = anOrder();
  const placedAt = await env().currentTimeMs();

  const { payBefore } = (await orders.place(order)) as PaymentDue;
  await orders.outcome(order.reference);

  expect(Date.parse(payBefore)).toBeLessThan(placedAt);
  expect((await env().currentTimeMs()) - placedAt).toBeGreaterThan(28 * minute);
});

it('gives up a step that does not succeed while the hold lasts', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, times: 0, fault: { kind: 'status', status: 500 } });
  sandbox.fail({ match: call.look, times: 3, fault: { kind: 'status', status: 500 } });

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'rejected',
    reason: 'upstream_unavailable',
  });
  expect(['canceled', 'expired']).toContain((await sandbox.orders())[0]?.status);
});

it('tries the create again for five minutes while nothing was processed, then rejects the order', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  const busy = { kind: 'status', status: 503, headers: { 'Retry-After': '20' } } as const;
  sandbox.fail({ match: call.create, times: 0, fault: busy });
  const startedAt = await env().currentTimeMs();

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'rejected',
    reason: 'upstream_unavailable',
  });
  expect((await env().currentTimeMs()) - startedAt).toBeGreaterThan(4 * minute);
  expect(asked(sandbox).length).toBeGreaterThan(10);
});

import { DefaultLogger, Runtime } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { installRuntime } from '../../src/telemetry/install-runtime.js';
import { freePort } from '../../tools/temporal/ports.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { scrape, valueOf, type Sample } from '../support/scrape.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// What each story adds to the metrics, in skipped time. The runtime of the tests shows none.
const address = `127.0.0.1:${await freePort()}`;
await Runtime.instance().shutdown();
installRuntime(new DefaultLogger('ERROR'), address);

const env = useSkippedTime();

/** By how much metrics have risen since, where a metric that is not there counts as zero. */
async function counting() {
  const before = await scrape(address);
  const rise = (after: Sample[], name: string, labels?: Record<string, string>) =>
    (valueOf(after, name, labels) ?? 0) - (valueOf(before, name, labels) ?? 0);
  return async (name: string, labels?: Record<string, string>) => rise(await scrape(address), name, labels);
}

it('counts an order once, how it ended, and measures its times', async () => {
  const rise = await counting();
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  await orders.outcome(order.reference);

  expect(await rise('orders_placed_total')).toBe(1);
  expect(await rise('orders_ended_total', { outcome: 'completed', reason: 'paid' })).toBe(1);
  for (const name of ['orders_payment_due_seconds', 'orders_done_seconds', 'orders_hold_left_seconds'])
    expect(await rise(`${name}_count`)).toBe(1);
  // Of a hold of half an hour nearly all is left.
  expect(await rise('orders_hold_left_seconds_sum')).toBeGreaterThan(1_700);
  expect(await rise('orders_payment_due_seconds_sum')).toBeLessThan(60);
});

it('measures from paid to done how long the platform would not have it', async () => {
  const rise = await counting();
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 6, fault: { kind: 'status', status: 500 } });
  const confirmed = orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  await until(order.reference, ({ payments }) => payments.length > 0);
  await orders.outcome(order.reference);
  await confirmed;

  // Six attempts fail, with pauses that grow from half a second.
  expect(await rise('orders_done_seconds_sum')).toBeGreaterThan(10);
});

it('counts the flag that is raised, and not that it stays up', async () => {
  const rise = await counting();
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 20, fault: { kind: 'status', status: 401 } });
  const confirmed = orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  await until(order.reference, ({ payments }) => payments.length > 0);
  await orders.outcome(order.reference);
  await confirmed;

  expect(await rise('orders_attention_total', { code: 'wrong_key' })).toBe(1);
  expect(await rise('orders_attention_total')).toBe(1);
});

it('counts a create whose order was not found', async () => {
  const rise = await counting();
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.create, fault: { kind: 'reset' } });
  await start(order, { paymentId: 'p-1', amount: '100.00' });
  await orders.outcome(order.reference);

  expect(await rise('orders_possible_orphans_total')).toBe(1);
});

it('counts no orphan where the order is found', async () => {
  const rise = await counting();
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.create, effect: true, fault: { kind: 'reset' } });
  await start(order, { paymentId: 'p-1', amount: '100.00' });
  await orders.outcome(order.reference);

  expect(await rise('orders_possible_orphans_total')).toBe(0);
});

// The last: its refund lets the clock of the server run ahead.
it('counts late money, and each day on which it is still owed', async () => {
  const rise = await counting();
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.cancel(order.reference, { by: 'customer' });
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  await env().sleep('50 hours');
  await orders.settleRefund(order.reference, 'p-1', { by: 'Anna', note: 'sent back' });

  expect(await rise('orders_refunds_total', { why: 'after_the_end' })).toBe(1);
  expect(await rise('orders_refund_reminders_total')).toBe(2);
});

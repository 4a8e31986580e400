import { expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// A change that took effect, and nobody heard of it: the saga looks, and goes on.

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '100.00' };

it('goes on when in_progress took effect and its answer was lost', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, effect: true, fault: { kind: 'reset' } });

  expect(await orders.place(order)).toMatchObject({ total: '100.00' });

  expect(asked(sandbox).slice(2)).toEqual(['PATCH in_progress', 'GET']);
});

it('goes on when in_progress took effect so late that it is asked for again, and refused', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, fault: { kind: 'reset' } });
  sandbox.meanwhile(call.look, 'after', ({ path }) => takeEffectNow(sandbox, path));

  expect(await orders.place(order)).toMatchObject({ total: '100.00' });

  // The third is the first attempt, which has come through at last.
  const late = ['PATCH in_progress', 'GET', 'PATCH in_progress', 'PATCH in_progress', 'GET'];
  expect(asked(sandbox).slice(2)).toEqual(late);
  expect(sandbox.journal().at(-2)).toMatchObject({ status: 400 });
});

it('completes when done took effect and its answer was lost', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, effect: true, fault: { kind: 'reset' } });

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'applied' });

  expect(asked(sandbox).slice(3)).toEqual(['PATCH done', 'GET']);
});

it('completes when done took effect so late that it is asked for again, and refused', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, fault: { kind: 'reset' } });
  sandbox.meanwhile(call.look, 'after', ({ orderId }) => sandbox.platform.pay(orderId!));

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'applied' });

  expect(asked(sandbox).slice(3)).toEqual(['PATCH done', 'GET', 'PATCH done', 'GET']);
  expect(sandbox.journal().at(-2)).toMatchObject({ status: 400 });
});

/** What the first attempt has asked for, as the platform comes round to it. */
async function takeEffectNow({ key, url }: Sandbox, path: string): Promise<void> {
  const headers = { Authorization: `key ${key}`, 'Content-Type': 'application/json' };
  await fetch(url + path, { method: 'PATCH', headers, body: JSON.stringify({ status: 'in_progress' }) });
}

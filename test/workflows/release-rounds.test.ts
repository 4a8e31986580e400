import { expect, it } from 'vitest';
import type { Fault, Sandbox } from '../../sandbox/sandbox.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// The tickets are not taken back at once: a round of the release follows the other.

const env = useSkippedTime();
const minute = 60_000;
const refused = { kind: 'status', status: 400 } as const;

/** An order that is being released, with a long hold, and whose cancel goes wrong: for ever, or the first `times`. */
async function aRelease(fault: Fault['fault'], times = 0) {
  const { orders, sandbox, until } = await openShop(env(), { holds: { sellerMs: 12 * 60 * minute } });
  const order = anOrder();
  sandbox.fail({ match: call.cancel, times, fault });
  await orders.place(order);
  await orders.paymentFailed(order.reference, { reason: 'card expired' });
  await until(order.reference, ({ phase }) => phase !== 'awaiting_payment');
  return { orders, sandbox, until, reference: order.reference };
}

/** How long it took from each cancel to the next, in milliseconds of the sandbox's time. */
function pauses({ journal }: Sandbox): number[] {
  const cancels = journal().filter(({ body }) => (body as { status?: string } | null)?.status === 'canceled');
  const at = cancels.map((cancel) => Date.parse(cancel.at!));
  return at.slice(1).map((later, round) => later - at[round]!);
}

it('calls for a human no more once the tickets are taken back', async () => {
  const { orders, sandbox, until, reference } = await aRelease(refused);
  await env().sleep(7 * minute);
  await until(reference, ({ attention }) => attention === 'upstream_refuses');

  sandbox.clearFaults();

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'payment_failed' });
  expect(await orders.status(reference)).not.toHaveProperty('attention');
});

it('asks every minute for an hour, and every ten minutes then', async () => {
  const { sandbox } = await aRelease(refused);

  await env().sleep(72 * minute);

  const inMinutes = pauses(sandbox).map((pause) => Math.round(pause / minute));
  expect(inMinutes.slice(-3)).toEqual([1, 1, 10]);
});

it('waits for as long as the platform says before it looks again', async () => {
  const busy = { kind: 'status', status: 429, headers: { 'Retry-After': '40' } } as const;
  const { orders, sandbox, reference } = await aRelease(busy, 1);

  await orders.outcome(reference);

  const [pause] = pauses(sandbox);
  expect(pause).toBeGreaterThanOrEqual(40_000);
});

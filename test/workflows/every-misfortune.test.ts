import { describe, expect, it } from 'vitest';
import { anOrder, set } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { misfortunes } from '../support/misfortunes.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// Every step meets every misfortune. Whatever happens, no ticket stays held, and whoever paid gets what is theirs.

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '200.00' };
const thirteenHours = 13 * 3_600_000;

const steps = [
  { step: 'create', paid: true },
  { step: 'setPaymentSystem', paid: true },
  { step: 'setInProgress', paid: true },
  { step: 'complete', paid: true },
  { step: 'look', paid: false },
  { step: 'cancel', paid: false },
] as const;

describe.each(steps)('at $step, paid: $paid', ({ step, paid }) => {
  it.each(misfortunes)('ends well after $name', async ({ fault, effect }) => {
    const { orders, sandbox, start } = await openShop(env());
    const order = anOrder({ tickets: 2 });
    sandbox.fail({ match: call[step], fault, effect: effect ?? false });

    await start(order, paid ? payment : undefined);
    const { outcome, payments } = await orders.outcome(order.reference);

    const completed = outcome === 'completed';
    if (paid) expect([outcome, payments]).toEqual(wellEnded(completed));
    sandbox.advance(thirteenHours);
    expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: completed ? 2 : 0 });
  });
});

function wellEnded(completed: boolean) {
  const became = completed ? 'applied' : 'refund_due';
  return [completed ? 'completed' : 'refund_required', [{ ...payment, became }]];
}

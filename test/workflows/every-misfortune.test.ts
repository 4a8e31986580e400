import { describe, expect, it } from 'vitest';
import { anOrder, set } from '../support/an-order.js';
import { allEnded, call } from '../support/calls.js';
import { misfortunes } from '../support/misfortunes.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// Every step meets every misfortune. Whatever happens, no ticket stays held, and whoever paid gets what is theirs.

const payment = { paymentId: 'p-1', amount: '200.00' };
const thirteenHours = 13 * 3_600_000;

// Before the payment is due a step may fail for good: then the money is owed back. Afterwards nothing is given up.
const steps = [
  { step: 'create', paid: true, ends: ['completed', 'refund_required'] },
  { step: 'setPaymentSystem', paid: true, ends: ['completed', 'refund_required'] },
  { step: 'setInProgress', paid: true, ends: ['completed', 'refund_required'] },
  { step: 'complete', paid: true, ends: ['completed'] },
  { step: 'look', paid: false, ends: ['expired'] },
  { step: 'cancel', paid: false, ends: ['expired'] },
] as const;

describe.each(steps)('at $step', ({ step, paid, ends }) => {
  // One for each step: where money is owed back, the clock can come to skip no more.
  const env = useSkippedTime();
  it.each(misfortunes)('ends well after $name', async ({ name, fault, effect }) => {
    const { orders, sandbox, start } = await openShop(env());
    const order = anOrder({ tickets: 2 });
    sandbox.fail({ match: call[step], fault, effect: effect ?? false });

    await start(order, paid ? payment : undefined);
    const { outcome, payments } = await orders.outcome(order.reference);

    expect(sandbox.faults()).toMatchObject([{ applied: 1 }]);
    expect(ends).toContain(outcome);
    const completed = outcome === 'completed';
    const became = completed ? 'applied' : 'refund_due';
    expect(payments).toEqual(paid ? [{ ...payment, became }] : []);
    // Also the calls that nobody waits for any more: a late one may make its order now.
    await allEnded(sandbox);
    // Of an order that the platform denies nobody knows more, until it lapses.
    if (step === 'create' || name.startsWith('a 404')) sandbox.advance(thirteenHours);
    expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: completed ? 2 : 0 });
  });
});

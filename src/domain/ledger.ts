import { fromMinor, toMinor } from './money.js';
import type { AccountedPayment, Payment } from './payment.js';

/** The payments of one order, in the order they came; each `paymentId` once. */
export type Ledger = readonly Payment[];

/** How a payment compares with those that are known: the first amount under an id stands. */
export function compare(ledger: Ledger, payment: Payment): 'new' | 'duplicate' | 'conflict' {
  const known = ledger.find(({ paymentId }) => paymentId === payment.paymentId);
  if (!known) return 'new';
  return known.amount === payment.amount ? 'duplicate' : 'conflict';
}

/** Adds the payments up, in minor units. */
export function paid(ledger: Ledger): number {
  return ledger.reduce((sum, { amount }) => sum + toMinor(amount), 0);
}

/**
 * Says of every payment where its money is: applied up to `owed` (a decimal string, "0.00" when there are no
 * tickets for it), in the order they came, and owed back beyond. A payment on the edge is split in two entries
 * that add up.
 */
export function account(ledger: Ledger, owed: string): AccountedPayment[] {
  let open = toMinor(owed);
  return ledger.flatMap(({ paymentId, amount }) => {
    const applied = Math.min(open, toMinor(amount));
    const excess = toMinor(amount) - applied;
    open -= applied;
    return [
      { paymentId, amount: fromMinor(applied), became: 'applied' as const },
      { paymentId, amount: fromMinor(excess), became: 'refund_due' as const },
    ].filter((entry) => toMinor(entry.amount) > 0);
  });
}

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Situation } from '../../src/domain/decision.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import { compare, paid } from '../../src/domain/ledger.js';
import { toMinor } from '../../src/domain/money.js';
import { isFinal, type Order, type OrderState } from '../../src/domain/order.js';
import type { Ending } from '../../src/domain/outcome.js';
import { anUpstreamOrder } from './an-upstream-order.js';

const states: OrderState[] = ['executed', 'in_progress', 'done', 'canceled', 'expired', 'vanished'];
const orders = fc
  .record({ status: fc.constantFrom(...states), total: fc.constantFrom('0.00', '0.30', '100.00') })
  .map(anUpstreamOrder);
const instants = fc.integer({ min: 0, max: 100 });
const payment = fc.record({
  paymentId: fc.constantFrom('p-1', 'p-2', 'p-3', 'p-4'),
  // The first two are the sum that floating numbers get wrong.
  amount: fc.constantFrom('0.10', '0.20', '40.00', '60.00', '100.00'),
});
const payments = fc.uniqueArray(payment, { selector: ({ paymentId }) => paymentId });
const declined = fc.constant({ reason: 'no funds' });
const calledOff = fc.record({ by: fc.constantFrom('customer', 'operator') });
const endings = fc.constantFrom<Ending[]>(
  { outcome: 'unavailable', reason: 'sold_out', decidedBy: 'upstream' },
  { outcome: 'rejected', reason: 'refused', decidedBy: 'upstream' },
  { outcome: 'expired', reason: 'deadline', decidedBy: 'deadline' },
  { outcome: 'canceled', reason: 'called_off', decidedBy: 'customer' },
);
const facts: fc.Arbitrary<Facts> = fc.record(
  { payments, declined, calledOff, leaving: endings },
  { requiredKeys: ['payments'] },
);
const situations: fc.Arbitrary<Situation> = fc.record(
  { facts, now: instants, order: orders, payBefore: instants },
  { requiredKeys: ['facts', 'now'] },
);
type Arrival = (facts: Facts) => Facts;

/** The facts as a shop reports them: payments one by one, each id once. */
const arrivals: fc.Arbitrary<Arrival> = fc.oneof(
  payment.map((payment): Arrival => (facts) => {
    const isNew = compare(facts.payments, payment) === 'new';
    return isNew ? { ...facts, payments: [...facts.payments, payment] } : facts;
  }),
  declined.map((declined): Arrival => (facts) => ({ ...facts, declined })),
  calledOff.map((calledOff): Arrival => (facts) => ({ ...facts, calledOff })),
);
const history = fc.array(fc.record({ arrive: arrivals, now: instants }));

test('completes a payable order as soon as it is paid in full, whatever came before', () => {
  fc.assert(
    fc.property(history, orders, instants, (history, seen, payBefore) => {
      const order: Order = { ...seen, status: 'in_progress' };
      let facts = noFacts;
      for (const { arrive, now } of history) {
        facts = arrive(facts);
        const decision = decide({ facts, order, payBefore, now });
        if (paid(facts.payments) >= toMinor(order.total))
          expect(decision).toEqual({ next: 'complete', order });
        // As the saga does: it sets out to release the order, and remembers why.
        if (decision.next === 'release') facts = { ...facts, leaving: decision.because };
      }
    }),
  );
});

test('never waits but for a payment that is due, and then for a time that ends', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const decision = decide(situation);
      if (decision.next !== 'wait') return;
      expect(situation.payBefore).toBe(situation.now + decision.forMs);
      expect(decision.forMs).toBeGreaterThan(0);
    }),
  );
});

test('ends with a final order, and with no other', () => {
  fc.assert(
    fc.property(situations, orders, (situation, order) => {
      expect(decide({ ...situation, order }).next === 'end').toBe(isFinal(order));
    }),
  );
});

test('completes only what is done, and refunds the money on anything else', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const decision = decide(situation);
      if (decision.next !== 'end') return;
      const { outcome } = decision.ending;
      expect(outcome === 'completed').toBe(situation.order?.status === 'done');
      expect(outcome === 'refund_required').toBe(
        outcome !== 'completed' && situation.facts.payments.length > 0,
      );
    }),
  );
});

test('decides the same in whatever order payments came that came together', () => {
  const shuffled = payments.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(situations, shuffled, ({ facts, ...rest }, [some, others]) => {
      expect(decide({ ...rest, facts: { ...facts, payments: some } })).toEqual(
        decide({ ...rest, facts: { ...facts, payments: others } }),
      );
    }),
  );
});

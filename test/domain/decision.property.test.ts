import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, type Situation } from '../../src/domain/decision.js';
import type { Facts } from '../../src/domain/facts.js';
import { paid } from '../../src/domain/ledger.js';
import { toMinor } from '../../src/domain/money.js';
import { isFinal, type Order, type OrderState } from '../../src/domain/order.js';
import { outcomeNames, type Ending } from '../../src/domain/outcome.js';
import { anUpstreamOrder } from './an-upstream-order.js';
import { decline, payment, settlements, totals } from './events.js';

const states: OrderState[] = ['executed', 'in_progress', 'done', 'canceled', 'expired', 'vanished'];
const orders = fc.record({ status: fc.constantFrom(...states), total: totals }).map(anUpstreamOrder);
const instants = fc.integer({ min: 0, max: 100 });
const payments = fc.uniqueArray(payment, { selector: ({ paymentId }) => paymentId });
const endings = fc.constantFrom<Ending[]>(
  { outcome: 'unavailable', reason: 'sold_out', decidedBy: 'upstream' },
  { outcome: 'rejected', reason: 'refused', decidedBy: 'upstream' },
  { outcome: 'expired', reason: 'deadline', decidedBy: 'deadline' },
  { outcome: 'canceled', reason: 'called_off', decidedBy: 'customer' },
);
const byHand = fc
  .constantFrom(...outcomeNames)
  .map((outcome): Ending => ({ outcome, reason: 'resolved_by_hand', decidedBy: 'Kim' }));
const told = {
  payments,
  declines: fc.array(decline, { maxLength: 3 }),
  calledOff: fc.record({ by: fc.constantFrom('customer', 'operator') }),
  leaving: endings,
};
const unresolved: fc.Arbitrary<Facts> = fc.record(told, { requiredKeys: ['payments', 'declines'] });
const facts: fc.Arbitrary<Facts> = fc.record(
  { ...told, resolved: byHand },
  { requiredKeys: ['payments', 'declines'] },
);
const situations: fc.Arbitrary<Situation> = fc.record(
  { facts, now: instants, settlement: settlements, order: orders, giveUpAt: instants },
  { requiredKeys: ['facts', 'now', 'settlement'] },
);

test('lets nothing come between a payable order and the money that covers it', () => {
  fc.assert(
    fc.property(situations, unresolved, orders, instants, (situation, facts, seen, giveUpAt) => {
      const order: Order = { ...seen, status: 'in_progress' };
      fc.pre(facts.payments.length > 0 && paid(facts.payments) >= toMinor(order.total));
      const next = situation.settlement === 'seller' ? 'complete' : 'await_platform';
      expect(decide({ ...situation, facts, order, giveUpAt })).toEqual({ next, order });
    }),
  );
});

test('completes only what the shop settles, and leaves only to the platform what it settles', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const { next } = decide(situation);
      if (next === 'complete') expect(situation.settlement).toBe('seller');
      if (next === 'await_platform') expect(situation.settlement).toBe('platform');
    }),
  );
});

test('leaves nothing to the platform that nobody claims to have paid', () => {
  fc.assert(
    fc.property(situations, ({ facts, ...rest }) => {
      const nobodyPaid = { ...facts, payments: [] };
      expect(decide({ ...rest, facts: nobodyPaid, settlement: 'platform' }).next).not.toBe('await_platform');
    }),
  );
});

test('never waits but for a payment that is due, and then for a time that ends', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const decision = decide(situation);
      if (decision.next !== 'wait') return;
      expect(decision.order).toBe(situation.order);
      expect(situation.giveUpAt).toBe(situation.now + decision.forMs);
      expect(decision.forMs).toBeGreaterThan(0);
    }),
  );
});

test('ends with a final order or when somebody says how it ended, and with no other', () => {
  fc.assert(
    fc.property(situations, orders, (situation, order) => {
      const over = isFinal(order) || situation.facts.resolved !== undefined;
      expect(decide({ ...situation, order }).next === 'end').toBe(over);
    }),
  );
});

test('completes only what is done or said to be, and refunds the money on anything else', () => {
  fc.assert(
    fc.property(situations, (situation) => {
      const decision = decide(situation);
      if (decision.next !== 'end') return;
      const { resolved, payments } = situation.facts;
      const { outcome } = decision.ending;
      const done = situation.order?.status === 'done';
      const completed = done || resolved?.outcome === 'completed';
      expect(outcome === 'completed').toBe(completed);
      if (!completed && payments.length > 0) expect(outcome).toBe('refund_required');
      else if (resolved && !done) expect(decision.ending).toEqual(resolved);
      else expect(outcome).not.toBe('refund_required');
    }),
  );
});

test('decides the same in whatever order payments came', () => {
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

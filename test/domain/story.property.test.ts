import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../../src/domain/decision.js';
import { noFacts } from '../../src/domain/facts.js';
import { paid } from '../../src/domain/ledger.js';
import { toMinor } from '../../src/domain/money.js';
import { isFinal } from '../../src/domain/order.js';
import { anUpstreamOrder } from './an-upstream-order.js';
import { record, settlements, together, totals, type Event } from './events.js';

const GIVE_UP_AT = 50;

const move = fc.option(fc.constantFrom('done', 'canceled', 'expired'), { freq: 6, nil: undefined });
const task = fc.record({ now: fc.integer({ min: 0, max: 99 }), events: together, move });

/** The life of an order that is payable from the beginning: what came, and what the platform did, task by task. */
const stories = fc.record({
  settlement: settlements,
  total: totals,
  tasks: fc.array(task).map((tasks) => tasks.toSorted((one, other) => one.now - other.now)),
});
type Story = typeof stories extends fc.Arbitrary<infer S> ? S : never;

/** Lives a story as the saga does: what is decided is done, and comes off. */
function live({ settlement, total, tasks }: Story) {
  let facts = noFacts;
  let order = anUpstreamOrder({ total });
  const steps = [];
  for (const { now, events, move } of tasks) {
    facts = events.reduce(record, facts);
    if (move && !isFinal(order)) order = { ...order, status: move };
    for (let over = false; !over;) {
      const decision = decide({ facts, order, settlement, giveUpAt: GIVE_UP_AT, now });
      steps.push({ decision, money: paid(facts.payments) });
      if (decision.next === 'release') {
        facts = { ...facts, leaving: decision.because };
        order = { ...order, status: 'canceled' };
      } else if (decision.next === 'complete') order = { ...order, status: 'done' };
      else over = true;
    }
  }
  return steps;
}

const last = { now: 100, events: [], move: undefined };

test('goes the same way in whatever order things came that came together', () => {
  const inAnyOrder = ({ events, ...rest }: Story['tasks'][number]) =>
    fc
      .shuffledSubarray<Event>(events, { minLength: events.length })
      .map((shuffled) => ({ ...rest, events: shuffled }));
  const pairs = stories.chain((story) =>
    fc.tuple(
      fc.constant(story),
      fc.tuple(...story.tasks.map(inAnyOrder)).map((tasks) => ({ ...story, tasks })),
    ),
  );
  fc.assert(
    fc.property(pairs, ([story, other]) => {
      expect(live(other)).toEqual(live(story));
    }),
  );
});

test('never gives back what is paid, not even late, called off or declined', () => {
  fc.assert(
    fc.property(stories, (story) => {
      for (const { decision, money } of live(story))
        if (decision.next === 'release' && money > 0) expect(money).toBeLessThan(toMinor(story.total));
    }),
  );
});

test('is over after the deadline, unless the platform still has to say what became of a claim', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const end = live({ ...story, tasks: [...story.tasks, last] }).at(-1)!;
      const open = story.settlement === 'platform' && end.money > 0 && end.money >= toMinor(story.total);
      if (!open) expect(end.decision.next).toBe('end');
      else expect(['await_platform', 'end']).toContain(end.decision.next);
    }),
  );
});

test('ends completed or with a refund when there is money in it, however late the money came', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { decision, money } = live({ ...story, tasks: [...story.tasks, last] }).at(-1)!;
      if (decision.next !== 'end' || decision.ending.outcome === 'completed') return;
      expect(decision.ending.outcome === 'refund_required').toBe(money > 0);
    }),
  );
});

import * as fc from 'fast-check';
import { outcomeNames, type OutcomeName } from '../../src/domain/outcome.js';
import { anything, cancel, happening, pay, soon } from './draw-happening.js';
import { anyTrouble, faultKinds, passing, troubleOf } from './draw-trouble.js';
import type { CallName, Happening, Story } from './story.js';

/** What makes an order end so when nothing interferes, and the calls that it then certainly makes. */
interface Way {
  readonly hint: fc.Arbitrary<Partial<Story>>;
  readonly calls: readonly CallName[];
}
const happens = (...happenings: fc.Arbitrary<Happening>[]): fc.Arbitrary<Partial<Story>> =>
  fc.record({ happenings: fc.tuple(...happenings) });
const ways: Record<OutcomeName, Way> = {
  completed: {
    hint: fc.record({ onPage: fc.constant(false), happenings: fc.tuple(happening(pay(100, 130), soon)) }),
    calls: ['complete', 'create', 'setPaymentSystem', 'setInProgress'],
  },
  unavailable: {
    hint: fc.record({
      tickets: fc.constant(2),
      free: fc.constantFrom(0, 1),
      allOrNothing: fc.constant(true),
    }),
    calls: ['create', 'look', 'cancel'],
  },
  rejected: { hint: fc.record({ expected: fc.constant('less') }), calls: ['look', 'create', 'cancel'] },
  expired: {
    hint: fc.record({ onPage: fc.constant(false) }),
    calls: ['cancel', 'setInProgress', 'look', 'create'],
  },
  payment_failed: {
    hint: happens(happening(fc.constant({ decline: 'final' }), soon)),
    calls: ['setInProgress', 'cancel', 'look', 'create'],
  },
  canceled: {
    hint: happens(happening(cancel, soon)),
    calls: ['setPaymentSystem', 'look', 'cancel', 'create'],
  },
  refund_required: { hint: happens(happening(pay(50), soon)), calls: ['look', 'setPaymentSystem', 'cancel'] },
};

const ordinary = fc.record({
  tickets: fc.integer({ min: 1, max: 3 }),
  free: fc.constant(40),
  onPage: fc.boolean(),
  allOrNothing: fc.boolean(),
  window: fc.constantFrom(null, '5 minutes', '15 minutes'),
  expected: fc.constantFrom<Story['expected'][]>('nothing', 'the price'),
  ahead: fc.constantFrom(0, 0, 45, -45),
});

/**
 * Draws the story of this number. The first ones go round all ways to end and all kinds of faults, with nothing
 * besides, so that every run reaches them; in those after them more happens, and more goes wrong.
 */
export function drawStory(number: number): fc.Arbitrary<Story> {
  const { hint, calls } = ways[outcomeNames[number % outcomeNames.length]!];
  const kind = faultKinds[number % faultKinds.length]!;
  const call = calls[Math.floor(number / outcomeNames.length) % calls.length]!;
  const isFirst = number < faultKinds.length;
  const besides = fc.array(anything, { maxLength: isFirst ? 0 : 3 });
  const trouble = isFirst ? passing(kind, call) : troubleOf(kind, calls);
  const more = fc.oneof(fc.constant([]), fc.array(anyTrouble, { maxLength: isFirst ? 0 : 2 }));
  return fc
    .tuple(ordinary, hint, besides, trouble, more)
    .map(([order, hinted, happenings, trouble, others]) => ({
      ...order,
      ...hinted,
      happenings: [...(hinted.happenings ?? []), ...happenings],
      troubles: [trouble, ...others],
    }));
}

import * as fc from 'fast-check';
import { outcomeNames, type OutcomeName } from '../../src/domain/outcome.js';
import { misfortunes } from '../support/misfortunes.js';
import {
  NONSENSE_ID,
  type CallName,
  type Deed,
  type Happening,
  type Story,
  type Trouble,
  type When,
} from './story.js';

/** The kinds of faults that stories meet. */
export const faultKinds = [...new Set(misfortunes.map(({ fault }) => fault.kind))];
/** The calls that faults meet. */
export const callNames: readonly CallName[] = [
  'create',
  'setPaymentSystem',
  'setInProgress',
  'complete',
  'look',
  'cancel',
];

const whole = (deed: fc.Arbitrary<Deed>, when: fc.Arbitrary<When>) => fc.record({ when, deed });
const soon = fc.constant<When>({ minute: 1 });
const at = (...names: CallName[]): fc.Arbitrary<When> =>
  fc.record({ call: fc.constantFrom(...names), moment: fc.constantFrom('before', 'after') });

const pay = (...hundredths: number[]): fc.Arbitrary<Deed> =>
  fc.record({
    // Two ids only, so that some payments are reported twice, and some of these with another amount.
    pay: fc.constantFrom('p-1', 'p-2'),
    hundredths: fc.constantFrom(...hundredths),
    bySignal: fc.boolean(),
  });
const cancel: fc.Arbitrary<Deed> = fc.record({ cancel: fc.constantFrom('customer', 'by Temporal') });
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: pay(50, 100, 130) },
  fc.record({ decline: fc.constantFrom('final', 'not final') }),
  cancel,
  fc.record({ platform: fc.constantFrom('pay', 'expire', 'cancel', 'vanish', 'prolong') }),
  fc.record({
    payNonsense: fc.constantFrom(
      { paymentId: NONSENSE_ID, amount: 'much' },
      { paymentId: NONSENSE_ID },
      null,
    ),
  }),
  fc.constant<Deed>({ resolve: 'by hand' }),
);
const whens: fc.Arbitrary<When> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((minute) => ({ minute })),
  at(...callNames),
  // Where money and the release meet.
  at('look', 'cancel'),
  fc.constantFrom<When[]>('with the start', 'at the deadline', 'after the end'),
);

/** What makes an order end so when nothing interferes, and the calls that it then certainly makes. */
interface Way {
  readonly hint: fc.Arbitrary<Partial<Story>>;
  readonly calls: readonly CallName[];
}
const happens = (...happenings: fc.Arbitrary<Happening>[]): fc.Arbitrary<Partial<Story>> =>
  fc.record({ happenings: fc.tuple(...happenings) });
const ways: Record<OutcomeName, Way> = {
  completed: {
    hint: fc.record({ onPage: fc.constant(false), happenings: fc.tuple(whole(pay(100, 130), soon)) }),
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
  expired: { hint: fc.constant({}), calls: ['cancel', 'setInProgress', 'look', 'create'] },
  payment_failed: {
    hint: happens(whole(fc.constant({ decline: 'final' }), soon)),
    calls: ['setInProgress', 'cancel', 'look', 'create'],
  },
  canceled: { hint: happens(whole(cancel, soon)), calls: ['setPaymentSystem', 'look', 'cancel', 'create'] },
  refund_required: { hint: happens(whole(pay(50), soon)), calls: ['look', 'setPaymentSystem', 'cancel'] },
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

const namesOf = (kind: string) => misfortunes.flatMap(({ name, fault }) => (fault.kind === kind ? name : []));
// A "no" is an answer that changes how the order ends; trouble passes.
const isTrouble = (name: string) => !/^a (redirect|4)/.test(name);
// Only what takes no real time, and asks for no haste, may never stop.
const timesOf = (name: string) =>
  fc.constantFrom(...(/drips|late|no answer|huge|409|Retry-After/.test(name) ? [1, 2] : [1, 1, 2, 5, 0]));
const troubleOf = (kind: string, calls: readonly CallName[]): fc.Arbitrary<Trouble> =>
  fc
    .constantFrom(...namesOf(kind))
    .chain((name) =>
      fc.record({ at: fc.constantFrom(...calls), name: fc.constant(name), times: timesOf(name) }),
    )
    // A platform that says "later" and does it at once cannot be found out.
    .filter(({ at, name }) => at !== 'create' || !name.endsWith('Retry-After after the effect'));

/**
 * Draws the story of this number. The first ones go round all ways to end and all kinds of faults, with nothing
 * besides, so that every run reaches them; after them other things happen too.
 */
export function drawStory(number: number): fc.Arbitrary<Story> {
  const { hint, calls } = ways[outcomeNames[number % outcomeNames.length]!];
  const kind = faultKinds[number % faultKinds.length]!;
  const story = (besides: fc.Arbitrary<Happening[]>, troubles: fc.Arbitrary<Trouble[]>) =>
    fc.tuple(ordinary, hint, besides, troubles).map(([order, hinted, happenings, troubles]) => ({
      ...order,
      ...hinted,
      happenings: [...(hinted.happenings ?? []), ...happenings],
      troubles,
    }));
  if (number < faultKinds.length) {
    const call = calls[Math.floor(number / outcomeNames.length) % calls.length]!;
    const names = namesOf(kind).filter(isTrouble);
    const once = fc.record({ at: fc.constant(call), name: fc.constantFrom(...names), times: fc.constant(1) });
    return story(fc.constant([]), fc.tuple(once));
  }
  const another = fc.constantFrom(...faultKinds).chain((any) => troubleOf(any, callNames));
  return story(
    fc.array(whole(deeds, whens), { maxLength: 3 }),
    fc
      .tuple(troubleOf(kind, calls), fc.oneof(fc.constant([]), fc.array(another, { maxLength: 2 })))
      .map((them) => them.flat()),
  );
}

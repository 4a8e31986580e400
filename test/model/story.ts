import * as fc from 'fast-check';
import { outcomeNames, type OutcomeName } from '../../src/domain/outcome.js';
import type { call } from '../support/calls.js';
import { misfortunes } from '../support/misfortunes.js';

export type CallName = keyof typeof call;

/** When something happens: `minute` counts from the start, and a call is hit exactly, before or after its effect. */
export type When =
  | { readonly minute: number }
  | { readonly call: CallName; readonly moment: 'before' | 'after' }
  | 'with the start'
  | 'at the deadline'
  | 'after the end';

export type Deed =
  /** Money, in hundredths of what the tickets cost. */
  | { readonly pay: string; readonly hundredths: number; readonly bySignal: boolean }
  | { readonly decline: 'final' | 'not final' }
  | { readonly cancel: 'customer' | 'by Temporal' }
  | { readonly platform: 'pay' | 'expire' | 'cancel' };

export interface Happening {
  readonly when: When;
  readonly deed: Deed;
}

/** A misfortune by its name; with `times` 0 it never stops. */
export interface Trouble {
  readonly at: CallName;
  readonly name: string;
  readonly times: number;
}

/** One order, what happens to it, and what goes wrong. */
export interface Story {
  readonly tickets: number;
  /** How many tickets there are. */
  readonly free: number;
  readonly onPage: boolean;
  readonly allOrNothing: boolean;
  readonly window: string | null;
  readonly expected: 'nothing' | 'the price' | 'less';
  readonly happenings: readonly Happening[];
  readonly troubles: readonly Trouble[];
}

const minutes = fc.integer({ min: 0, max: 40 }).map((minute) => ({ minute }));
const onTheWay = fc.constantFrom<CallName>('create', 'setPaymentSystem', 'setInProgress');
const anyCall = fc.constantFrom<CallName>(
  'create',
  'setPaymentSystem',
  'setInProgress',
  'complete',
  'look',
  'cancel',
);
const momentOf = (name: fc.Arbitrary<CallName>): fc.Arbitrary<When> =>
  fc.record({ call: name, moment: fc.constantFrom('before', 'after') });
const whens: fc.Arbitrary<When> = fc.oneof(
  minutes,
  momentOf(anyCall),
  fc.constantFrom<When[]>('with the start', 'at the deadline', 'after the end'),
);
const atTheEnd: fc.Arbitrary<When> = fc.oneof(
  momentOf(fc.constantFrom('look', 'cancel')),
  fc.constantFrom<When[]>('at the deadline', 'after the end'),
);

const pay = (...hundredths: number[]): fc.Arbitrary<Deed> =>
  fc.record({
    // Two ids only, so that some payments are reported twice, and some of these with another amount.
    pay: fc.constantFrom('p-1', 'p-2'),
    hundredths: fc.constantFrom(...hundredths),
    bySignal: fc.boolean(),
  });
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: pay(50, 100, 130) },
  fc.record({ decline: fc.constantFrom('final', 'not final') }),
  fc.record({ cancel: fc.constantFrom('customer', 'by Temporal') }),
  fc.record({ platform: fc.constantFrom('pay', 'expire', 'cancel') }),
);
const happen = (when: fc.Arbitrary<When>, deed: fc.Arbitrary<Deed>) => fc.record({ when, deed });
const soon = fc.constant<When>({ minute: 1 });

// Without a hint most stories would end alike. What a story is meant to end as, it mostly does: the rest interferes.
const hints: Record<OutcomeName, fc.Arbitrary<Partial<Story>>> = {
  completed: fc.record({ happenings: fc.tuple(happen(fc.oneof(soon, momentOf(onTheWay)), pay(100, 130))) }),
  unavailable: fc.record({ tickets: fc.constantFrom(2, 3), free: fc.constantFrom(0, 1) }),
  rejected: fc.record({ expected: fc.constant('less') }),
  expired: fc.constant({}),
  payment_failed: fc.record({
    happenings: fc.tuple(happen(fc.oneof(soon, momentOf(onTheWay)), fc.constant({ decline: 'final' }))),
  }),
  canceled: fc.record({
    happenings: fc.tuple(happen(soon, fc.record({ cancel: fc.constantFrom('customer', 'by Temporal') }))),
  }),
  refund_required: fc.record({
    happenings: fc.oneof(
      fc.tuple(happen(soon, pay(50))),
      fc.tuple(happen(atTheEnd, pay(50, 100, 130))),
      fc.tuple(
        happen(soon, pay(100)),
        happen(momentOf(fc.constant('complete')), fc.constant({ platform: 'expire' })),
      ),
    ),
  }),
};

const names = misfortunes.map(({ name }) => name);
const kinds = [...new Set(misfortunes.map(({ fault }) => fault.kind))];
const namesOf = (kind: string) =>
  misfortunes.flatMap(({ name, fault }) => (fault.kind === kind ? [name] : []));
/** The calls that a story meets which ends in this way. */
const callsTo = (end: OutcomeName): fc.Arbitrary<CallName> => {
  if (end === 'completed') return fc.constantFrom('create', 'setPaymentSystem', 'setInProgress', 'complete');
  if (end === 'unavailable' || end === 'rejected') return fc.constantFrom('create', 'look', 'cancel');
  return fc.constantFrom('create', 'setPaymentSystem', 'setInProgress', 'look', 'cancel');
};
/** Only what takes no real time, and asks for no haste, may never stop. */
const timesOf = (name: string) =>
  /drips|late|no answer|huge|409|Retry-After/.test(name)
    ? fc.constantFrom(1, 2)
    : fc.constantFrom(1, 1, 2, 5, 0);
const troubleOf = (name: string, at: fc.Arbitrary<CallName>): fc.Arbitrary<Trouble> =>
  fc
    .record({ at, name: fc.constant(name), times: timesOf(name) })
    // A platform that says "later" and does it at once cannot be found out.
    .filter(({ at }) => at !== 'create' || !name.endsWith('Retry-After after the effect'));

/** Draws stories. Number by number they are meant to end in another way and meet another kind of misfortune, so that none is left out. */
export function storiesOf(number: number): fc.Arbitrary<Story> {
  const end = outcomeNames[number % outcomeNames.length]!;
  const kind = kinds[number % kinds.length]!;
  const ordinary = fc.record({
    tickets: fc.integer({ min: 1, max: 3 }),
    free: fc.constant(40),
    onPage: fc.boolean(),
    allOrNothing: fc.boolean(),
    window: fc.constantFrom(null, '5 minutes', '15 minutes'),
    expected: fc.constantFrom<Story['expected'][]>('nothing', 'the price'),
  });
  const others = fc.array(
    fc.constantFrom(...names).chain((other) => troubleOf(other, anyCall)),
    { maxLength: 2 },
  );
  return fc
    .record({
      ordinary,
      hint: hints[end],
      besides: fc.array(happen(whens, deeds), { maxLength: 2 }),
      meant: fc.constantFrom(...namesOf(kind)).chain((name) => troubleOf(name, callsTo(end))),
      others: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, others),
    })
    .map(({ ordinary, hint, besides, meant, others }) => ({
      ...ordinary,
      ...hint,
      happenings: [...(hint.happenings ?? []), ...besides],
      troubles: [meant, ...others],
    }));
}

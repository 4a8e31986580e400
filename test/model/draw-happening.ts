import * as fc from 'fast-check';
import { callNames } from './draw-trouble.js';
import { NONSENSE_ID, type CallName, type Deed, type When } from './story.js';

/** A deed at its time. */
export const happening = (deed: fc.Arbitrary<Deed>, when: fc.Arbitrary<When>) => fc.record({ when, deed });
/** When an order that can be paid usually is. */
export const soon = fc.constant<When>({ minute: 1 });
const at = (...names: CallName[]): fc.Arbitrary<When> =>
  fc.record({ call: fc.constantFrom(...names), moment: fc.constantFrom('before', 'after') });

/** Money, in hundredths of what the tickets cost. */
export const pay = (...hundredths: number[]): fc.Arbitrary<Deed> =>
  fc.record({
    // Two ids only, so that some payments are reported twice, and some of these with another amount.
    pay: fc.constantFrom('p-1', 'p-2'),
    hundredths: fc.constantFrom(...hundredths),
    bySignal: fc.boolean(),
  });
/** Somebody calls the order off. */
export const cancel: fc.Arbitrary<Deed> = fc.record({ cancel: fc.constantFrom('customer', 'by Temporal') });
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: pay(50, 100, 130) },
  fc.record(
    { decline: fc.constantFrom('final', 'not final'), of: fc.constantFrom('p-1', 'p-2') },
    { requiredKeys: ['decline'] },
  ),
  cancel,
  {
    weight: 2,
    arbitrary: fc.record({ platform: fc.constantFrom('pay', 'expire', 'cancel', 'vanish', 'prolong') }),
  },
  fc.record({
    payNonsense: fc.constantFrom(
      { paymentId: NONSENSE_ID, amount: 'much' },
      { paymentId: NONSENSE_ID },
      null,
    ),
  }),
  fc.constant<Deed>({ resolve: 'by hand' }),
);
const anyTime: fc.Arbitrary<When> = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((minute) => ({ minute })),
  at(...callNames),
  fc.constantFrom<When[]>('with the start', 'at the deadline', 'after the end'),
);

/** Whatever may happen, at any time; more often than chance would have it where a second look decides. */
export const anything = fc.oneof(
  { weight: 3, arbitrary: happening(anyDeed, anyTime) },
  { weight: 2, arbitrary: happening(pay(100, 130), at('look', 'cancel')) },
  { weight: 1, arbitrary: happening(fc.constant({ platform: 'expire' }), at('complete')) },
);

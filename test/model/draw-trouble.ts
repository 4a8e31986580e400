import * as fc from 'fast-check';
import { misfortunes } from '../support/misfortunes.js';
import type { CallName, Trouble } from './story.js';

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

const namesOf = (kind: string) => misfortunes.flatMap(({ name, fault }) => (fault.kind === kind ? name : []));
/** Trouble of a kind that meets this call once, and passes: no "no", which would change how the order ends. */
export const passing = (kind: string, call: CallName): fc.Arbitrary<Trouble> =>
  fc.record({
    at: fc.constant(call),
    name: fc.constantFrom(...namesOf(kind).filter((name) => !/^a (redirect|4)/.test(name))),
    times: fc.constant(1),
  });

// Only what takes no real time, and asks for no haste, may never stop.
const timesOf = (name: string) =>
  fc.constantFrom(...(/drips|late|no answer|huge|409|Retry-After/.test(name) ? [1, 2] : [1, 1, 2, 5, 0]));
/** Trouble of a kind at one of these calls; it may last. */
export const troubleOf = (kind: string, calls: readonly CallName[]): fc.Arbitrary<Trouble> =>
  fc
    .constantFrom(...namesOf(kind))
    .chain((name) =>
      fc.record({ at: fc.constantFrom(...calls), name: fc.constant(name), times: timesOf(name) }),
    )
    // A platform that says "later" and does it at once cannot be found out.
    .filter(({ at, name }) => at !== 'create' || !name.endsWith('Retry-After after the effect'));

/** Trouble of any kind at any call. */
export const anyTrouble = fc.constantFrom(...faultKinds).chain((kind) => troubleOf(kind, callNames));

import type { call } from '../support/calls.js';

export type CallName = keyof typeof call;

/** One order, what happens to it, and what goes wrong. */
export interface Story {
  readonly tickets: number;
  /** How many tickets there are. */
  readonly free: number;
  readonly onPage: boolean;
  readonly allOrNothing: boolean;
  readonly window: string | null;
  readonly expected: 'nothing' | 'the price' | 'less';
  /** How far the platform's clock is ahead of ours, in minutes. */
  readonly ahead: number;
  readonly happenings: readonly Happening[];
  readonly troubles: readonly Trouble[];
}

export interface Happening {
  readonly when: When;
  readonly deed: Deed;
}

/** Tied to what the order does, so that a slow machine plays the same story: `minute` counts from when it is payable. */
export type When =
  | { readonly minute: number }
  | { readonly call: CallName; readonly moment: 'before' | 'after' }
  | 'with the start'
  | 'at the deadline'
  | 'after the end';

export type Deed =
  /** Money, in hundredths of what the tickets cost. */
  | { readonly pay: string; readonly hundredths: number; readonly bySignal: boolean }
  /** A signal that says nothing one could understand. */
  | { readonly payNonsense: unknown }
  | { readonly decline: 'final' | 'not final'; readonly of?: string }
  | { readonly cancel: 'customer' | 'by Temporal' }
  | { readonly platform: 'pay' | 'expire' | 'cancel' | 'vanish' | 'prolong' }
  /** Somebody ends the order upstream, and says so: whether the saga listens is its own affair. */
  | { readonly resolve: 'by hand' };

/** A misfortune by its name; with `times` 0 it never stops. */
export interface Trouble {
  readonly at: CallName;
  readonly name: string;
  readonly times: number;
}

/** The id under which nonsense is reported: never money. */
export const NONSENSE_ID = 'p-nonsense';

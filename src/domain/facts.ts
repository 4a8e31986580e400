import type { Ledger } from './ledger.js';
import type { Ending } from './outcome.js';

/**
 * What has happened to an order, as far as we were told. Message handlers and steps only add to it; what
 * follows from it is decided in one place, `decide`.
 */
export interface Facts {
  /** Every payment that was confirmed. */
  readonly payments: Ledger;
  /** Every final decline: one of a payment that was confirmed means nothing, so none stands for another. */
  readonly declines: readonly Decline[];
  /** Somebody called the order off. */
  readonly calledOff?: { readonly by: string; readonly reason?: string };
  /** Somebody said how the order ended in truth, while it was stuck. */
  readonly resolved?: Ending;
  /** Why the order is on its way out: set by a step that failed or by the release, and kept from then on. */
  readonly leaving?: Ending;
}

export interface Decline {
  readonly reason: string;
  readonly paymentId?: string;
}

export const noFacts: Facts = { payments: [], declines: [] };

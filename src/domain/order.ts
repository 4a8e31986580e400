/** The upstream's states, in its words; `vanished` is ours for an order that it does not know any more. */
export type OrderState = 'executed' | 'in_progress' | 'done' | 'canceled' | 'expired' | 'vanished';

/** An order as the upstream showed it last. */
export interface Order {
  readonly id: string;
  readonly number: number;
  readonly status: OrderState;
  /** What the customer owes, fees included (`values.full`). */
  readonly total: string;
  readonly tickets: readonly string[];
  /** The end of the hold by the platform's clock: for people, and the same instant in epoch milliseconds. */
  readonly reservedTill: string;
  readonly reservedTillMs: number;
  /** How long the hold still lasted when the upstream answered: both ends by its own clock, so free of clock skew. */
  readonly holdMs: number;
  /** Where the customer pays, when that is on another page. */
  readonly redirectUrl?: string;
}

/** Tells whether nothing can change the order any more. */
export function isFinal({ status }: Pick<Order, 'status'>): boolean {
  return status !== 'executed' && status !== 'in_progress';
}

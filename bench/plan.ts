/** How much is measured. */
export interface Plan {
  /** How often everything that is compared is measured, one after the other and in turns. */
  readonly rounds: number;
  /** How many orders each variant sells before it is watched. */
  readonly warmUp: number;
  /**
   * How long it takes until a server has tidied up what an order leaves there: timeouts that were never reached are looked at
   * when they would have been, that of an activity after 20 s.
   */
  readonly settleMs: number;
  /** How many customers buy at once, each again and again. */
  readonly users: readonly number[];
  /** How long one variant is watched in a round, at least. */
  readonly windowMs: number;
  /** How often each customer buys meanwhile, at least: they still come in waves, and a part of one counts for less then. */
  readonly timesEach: number;
  /** How long orders come in the open loop: a queue needs seconds to show, and the first orders of all find none. */
  readonly latencySeconds: number;
  /** How many orders wait for their payment when memory is looked at. */
  readonly waiting: { readonly few: number; readonly many: number };
  /** How many of them are paid while nobody works on them. */
  readonly paidMeanwhile: number;
  readonly kills: number;
}

export const fullPlan: Plan = {
  rounds: 5,
  // After 200 orders of ours, 6 % of all processor time still went into making machine code of hot paths; after 1,000, 2 %.
  warmUp: 400,
  settleMs: 22_000,
  users: [1, 8, 32],
  windowMs: 4_000,
  timesEach: 4,
  latencySeconds: 15,
  waiting: { few: 1_000, many: 10_000 },
  paidMeanwhile: 1_000,
  kills: 200,
};

/** Enough to see that everything runs; its figures mean nothing. */
export const quickPlan: Plan = {
  rounds: 2,
  warmUp: 50,
  settleMs: 500,
  users: [1, 8],
  windowMs: 500,
  timesEach: 1,
  latencySeconds: 1,
  waiting: { few: 50, many: 200 },
  paidMeanwhile: 50,
  kills: 2,
};

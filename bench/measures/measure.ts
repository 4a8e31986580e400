import type { Ground } from '../ground.js';
import type { Plan } from '../plan.js';

/** What `--json` writes, one number each: the medians of the rounds. */
export interface Figures {
  /** Orders a second of ours, divided by those of a workflow that only waits. */
  readonly oursToCeiling: number;
  readonly oursToTextbook: number;
  /** From "buy" to payment due: ours on our server settings, the textbook on the server's own. */
  readonly linkToTextbookStock: number;
  /** The same, both on our server settings. */
  readonly linkToTextbookTuned: number;
  readonly memory10kTo1k: number;
  readonly paidEvents: number;
  readonly paidTasks: number;
  readonly lostInKills: number;
}

export interface Measured {
  readonly figures: Partial<Figures>;
  /** Markdown, one section or more. */
  readonly report: string;
}

export type Say = (line: string) => void;

export type Measure = (ground: Ground, plan: Plan, say: Say) => Promise<Measured>;

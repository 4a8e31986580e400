import type { OrderOutcome } from '../src/client.js';
import type { Stage } from './stage.js';

/** One thing that can happen to an order, and how it has to end. */
export interface Story {
  /** What the order's reference ends with. */
  readonly name: string;
  readonly title: string;
  readonly expected: {
    readonly outcome: OrderOutcome['outcome'];
    /** The state of the order on the platform. */
    readonly order: string;
    /** Whose the ticket is afterwards: sold, or for sale again. */
    readonly ticket: 'sold' | 'free';
  };
  /** Acts, until the order only has to end. */
  readonly play: (stage: Stage) => Promise<void>;
}

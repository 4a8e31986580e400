import type { Catalogue } from './catalogue.js';
import type { Clock } from './clock.js';
import type { Faults } from './faults.js';
import type { Journal } from './journal.js';
import type { Meanwhile } from './meanwhile.js';
import type { Platform } from './platform.js';

/** Everything that a request meets: the platform, and what is done to those who talk to it. */
export interface World {
  /** What was on sale at the start. */
  catalogue: Catalogue;
  platform: Platform;
  clock: Clock;
  journal: Journal;
  faults: Faults;
  meanwhiles: Meanwhile[];
  /** The orders with an unfinished PATCH. */
  beingChanged: Set<string>;
  /** The one API key that is accepted. */
  key: string;
  closing: AbortSignal;
}

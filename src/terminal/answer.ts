import type { ExitStatus } from './exit-status.js';
import type { Screen } from './screen.js';

/** What a command has to say in the end, to programs and to people; neither when it has shown it while it went on. */
export interface Answer {
  readonly json?: object;
  readonly text?: string;
  /** Other than 0. */
  readonly status?: ExitStatus;
}

/** Carries out what a command is, shows its answer, and makes its status that of the program. */
export type Answering = (work: (screen: Screen) => Promise<Answer>) => Promise<void>;

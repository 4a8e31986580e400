import { columns } from '../columns.js';

/** One thing that must be right: it is (✓), it is wrong (✗, with what to do), or it could not be looked at (–). */
export interface Check {
  readonly name: string;
  readonly state: 'right' | 'wrong' | 'unknown';
  /** What was found, and what to do where it is wrong. */
  readonly words: string;
}

export const right = (name: string, words: string): Check => ({ name, state: 'right', words });
export const wrong = (name: string, words: string): Check => ({ name, state: 'wrong', words });
export const unknown = (name: string, words: string): Check => ({ name, state: 'unknown', words });

const marks = { right: '✓', wrong: '✗', unknown: '–' } as const;

/** A line for each check. */
export function showChecks(checks: readonly Check[]): string {
  return columns(checks.map(({ name, state, words }) => [`${marks[state]} ${name}`, words]));
}

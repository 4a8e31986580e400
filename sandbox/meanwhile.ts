import type { MatchedRequest, RequestMatch } from './faults.js';
import { matches } from './faults.js';
import type { JournalEntry } from './journal.js';

/** Something that happens once, while a matching request is carried out: right before its effect or right after. */
export interface Meanwhile {
  match: RequestMatch;
  moment: 'before' | 'after';
  run: (entry: JournalEntry) => unknown;
}

/** Runs, one after the other, and uses up what is due at this moment of a request. */
export async function runMeanwhiles(
  waiting: Meanwhile[],
  moment: Meanwhile['moment'],
  request: MatchedRequest,
  entry: JournalEntry,
): Promise<void> {
  const due = waiting.filter((meanwhile) => meanwhile.moment === moment && matches(meanwhile.match, request));
  for (const meanwhile of due) waiting.splice(waiting.indexOf(meanwhile), 1);
  for (const { run } of due) await run(structuredClone(entry));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { OrderOutcome } from '../../src/domain/outcome.js';
import { historiesFolder, readSets } from '../../tools/histories/sets.js';

// A violation is printed too, as a long error; some are wanted here.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const sets = await readSets();
const newest = sets.at(-1)!;

const namesIn = (set: string) =>
  readdirSync(join(historiesFolder, set)).map((file) => file.replace('.json', ''));

/** Every history of every release, and of what is to be released next. */
export const allRecorded = sets.flatMap((set) => namesIn(set).map((name) => `${set}/${name}`));

/** What the code of now is recorded to write. */
export const newestNames = namesIn(newest);

export interface RecordedHistory {
  events: Record<string, unknown>[];
}

/** One of all, by its release and name. */
export const readHistory = (path: string): RecordedHistory =>
  JSON.parse(readFileSync(join(historiesFolder, `${path}.json`), 'utf8')) as RecordedHistory;

/** The newest of a name. */
export const readRecorded = (name: string): RecordedHistory => readHistory(`${newest}/${name}`);

/** What a recorded order ended with. */
export function outcomeIn(history: RecordedHistory): OrderOutcome {
  const last = historyFromJSON(history).events?.at(-1)?.workflowExecutionCompletedEventAttributes;
  return JSON.parse(Buffer.from(last?.result?.payloads?.[0]?.data ?? []).toString()) as OrderOutcome;
}

/** Lets the workflows of now decide about a history of then; rejects when they decide otherwise. */
export const replay = (history: Parameters<typeof Worker.runReplayHistory>[1]): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundlePath') } }, history);

/** The event with another deed in place of the one that it tells of: an activity, or a local one's mark in base64. */
export function swapDeed(
  event: RecordedHistory['events'][number],
  deed: string,
  other: string,
): typeof event {
  const inBase64 = (data: string) => {
    const text = Buffer.from(data, 'base64').toString();
    return Buffer.from(text.replace(`"activity_type":"${deed}"`, `"activity_type":"${other}"`)).toString(
      'base64',
    );
  };
  const json = JSON.stringify(event)
    .replace(`{"name":"${deed}"}`, `{"name":"${other}"}`)
    .replaceAll(/"data":"([^"]+)"/g, (_, data: string) => `"data":"${inBase64(data)}"`);
  return JSON.parse(json) as typeof event;
}

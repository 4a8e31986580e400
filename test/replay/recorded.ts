import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import type { OrderOutcome } from '../../src/domain/outcome.js';

// A violation is printed too, as a long error; some are wanted here.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const folder = join(import.meta.dirname, 'histories');

export const recordedNames = readdirSync(folder).map((file) => file.replace('.json', ''));

export interface RecordedHistory {
  events: Record<string, unknown>[];
}

export const readRecorded = (name: string): RecordedHistory =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as RecordedHistory;

/** What a recorded order ended with. */
export function outcomeIn(history: RecordedHistory): OrderOutcome {
  const last = historyFromJSON(history).events?.at(-1)?.workflowExecutionCompletedEventAttributes;
  return JSON.parse(Buffer.from(last?.result?.payloads?.[0]?.data ?? []).toString()) as OrderOutcome;
}

/** Lets the workflows of now decide about a history of then; rejects when they decide otherwise. */
export const replay = (history: RecordedHistory): Promise<void> =>
  Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundlePath') } }, history);

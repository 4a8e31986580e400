import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, inject, it } from 'vitest';
import type { OutcomeName } from '../../src/domain/outcome.js';

// Orders that an older release has started go on with this one: see README.md.

// A violation is printed too, as a long error; one is wanted here.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const folder = join(import.meta.dirname, 'histories');
const names = readdirSync(folder).map((file) => file.replace('.json', ''));
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: inject('workflowBundlePath') } }, history);

it.each(names)('replays %s', async (name) => {
  await expect(replay(read(name))).resolves.toBeUndefined();
});

const recorded: Record<OutcomeName, string> = {
  completed: 'paid',
  unavailable: 'unavailable',
  rejected: 'rejected',
  expired: 'expired',
  payment_failed: 'declined',
  canceled: 'called-off',
  refund_required: 'refund-required',
};
it.each(Object.entries(recorded))('has a history that ends as %s: %s', (outcome, name) => {
  const last = historyFromJSON(read(name)).events?.at(-1)?.workflowExecutionCompletedEventAttributes;
  const result = Buffer.from(last?.result?.payloads?.[0]?.data ?? []).toString();

  expect(JSON.parse(result)).toMatchObject({ outcome });
});

it('notices when the saga does something else than it did', async () => {
  const otherwise: unknown = JSON.parse(JSON.stringify(read('paid')).replaceAll('setInProgress', 'setDone'));

  await expect(replay(otherwise)).rejects.toThrow(DeterminismViolationError);
});

import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import type { OutcomeName } from '../../src/domain/outcome.js';
import { allRecorded, outcomeIn, readHistory, readRecorded, replay, swapDeed } from './recorded.js';

// Orders that an older release has started go on with this one: see README.md.

it.each(allRecorded)('replays %s', async (path) => {
  await expect(replay(readHistory(path))).resolves.toBeUndefined();
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
  expect(outcomeIn(readRecorded(name))).toMatchObject({ outcome });
});

it('notices when the saga does something else than it did', async () => {
  const { events } = readRecorded('paid');
  const otherwise = { events: events.map((event) => swapDeed(event, 'setInProgress', 'setDone')) };

  await expect(replay(otherwise)).rejects.toThrow(DeterminismViolationError);
});

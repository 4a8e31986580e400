import { expect, it } from 'vitest';
import { countActions } from '../../bench/measures/actions.js';

it('counts every attempt of an activity', () => {
  expect(countActions([{ activityTaskScheduledEventAttributes: {} }])).toBe(0);
  expect(countActions([{ activityTaskStartedEventAttributes: { attempt: 3 } }])).toBe(3);
});

it('counts all local activities of one workflow task as one action', () => {
  const marker = (task: number) => ({
    markerRecordedEventAttributes: { workflowTaskCompletedEventId: task },
  });
  // The SDK reads event ids as objects, which are never the same.
  const events = [marker(4), marker(4), marker(9)] as unknown as Parameters<typeof countActions>[0];
  expect(countActions(events)).toBe(2);
});

it('counts a child workflow twice, and the mark of a patch not at all', () => {
  const upsert = (name: string) => ({
    upsertWorkflowSearchAttributesEventAttributes: { searchAttributes: { indexedFields: { [name]: {} } } },
  });
  expect(countActions([{ startChildWorkflowExecutionInitiatedEventAttributes: {} }])).toBe(2);
  expect(countActions([upsert('OrderPhase'), upsert('TemporalChangeVersion')])).toBe(1);
});

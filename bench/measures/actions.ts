import type { WorkflowHandle } from '@temporalio/client';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/**
 * Counts the actions that Temporal Cloud bills for a history: https://docs.temporal.io/cloud/actions. Queries and
 * rejected updates, which leave no event, are not in it.
 */
export function countActions(events: readonly HistoryEvent[]): number {
  // All markers of one workflow task are one action: a local activity is a marker.
  const tasksWithMarkers = new Set(
    events.flatMap(({ markerRecordedEventAttributes: marker }) =>
      marker ? [String(marker.workflowTaskCompletedEventId)] : [],
    ),
  );
  return tasksWithMarkers.size + events.reduce((sum, event) => sum + actionsOf(event), 0);
}

function actionsOf(event: HistoryEvent): number {
  // The intent to start a child, and its start.
  if (event.startChildWorkflowExecutionInitiatedEventAttributes) return 2;
  // Every attempt; the event of the last one tells how many there were.
  if (event.activityTaskStartedEventAttributes) return event.activityTaskStartedEventAttributes.attempt ?? 1;
  const { indexedFields } = event.upsertWorkflowSearchAttributesEventAttributes?.searchAttributes ?? {};
  // The mark that `patched` leaves is free.
  if (indexedFields)
    return Object.keys(indexedFields).some((name) => name !== 'TemporalChangeVersion') ? 1 : 0;
  return event.workflowExecutionStartedEventAttributes ||
    event.timerStartedEventAttributes ||
    event.workflowExecutionSignaledEventAttributes ||
    event.workflowExecutionUpdateAcceptedEventAttributes
    ? 1
    : 0;
}

import type { History } from '@temporalio/common/lib/proto-utils.js';

/** What a saga did, in order, by the names of its activities: those of their own, and those within workflow tasks. */
export function deedsOf({ events }: History): string[] {
  return (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: own, markerRecordedEventAttributes: local }) => {
      if (own) return own.activityType!.name!;
      const marked = local?.details?.['data']?.payloads?.[0]?.data;
      return marked
        ? (JSON.parse(Buffer.from(marked).toString()) as { activity_type: string }).activity_type
        : [];
    },
  );
}

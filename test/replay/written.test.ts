import type { Payload } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { NativeConnection } from '@temporalio/worker';
import { beforeAll, expect, inject, it } from 'vitest';
import { record, scenarioNames } from '../../tools/histories/record.js';
import { useStack } from '../support/stack.js';
import { newestNames, readRecorded, type RecordedHistory } from './recorded.js';

// A replay goes through the old branch of `patched`, and does not look at summaries. So the newest histories are compared
// with what is written now: what changes it is to be recorded, or the next release would freeze what nobody has written.

const stack = useStack();
let connection: NativeConnection;
beforeAll(async () => {
  connection = await NativeConnection.connect({ address: stack().address });
  return () => connection.close();
});

it('has a newest history of everything that can be recorded, and of nothing else', () => {
  expect(newestNames.toSorted()).toEqual(scenarioNames.toSorted());
});

it.each(['paid', 'called-off', 'done-by-the-platform', 'refund-of-an-excess'])(
  'writes as it was recorded last, or npm run histories is due: %s',
  async (name) => {
    const workflowBundle = { codePath: inject('workflowBundlePath') };
    const written = await record(name, { client: stack().client, connection, workflowBundle });

    expect(outline(JSON.parse(written) as RecordedHistory)).toEqual(outline(readRecorded(name)));
  },
);

/** What is the same whenever it happens: the kind of each event, and what it names. */
function outline(history: RecordedHistory): string[] {
  return historyFromJSON(history).events!.map((event) => {
    const marker = event.markerRecordedEventAttributes;
    const names = [
      event.activityTaskScheduledEventAttributes?.activityType?.name,
      event.startChildWorkflowExecutionInitiatedEventAttributes?.workflowType?.name,
      event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name,
      marker?.markerName,
      nameInMarker(marker?.details ?? {}),
      told(event.userMetadata?.summary),
    ];
    const words = JSON.stringify([kindOf(event), ...names.filter((name) => name !== undefined)]);
    return words.replaceAll(/\d\d:\d\d:\d\dZ/g, '(a time)');
  });
}

const kindOf = (event: object) =>
  Object.keys(event)
    .find((key) => key.endsWith('EventAttributes'))!
    .replace('EventAttributes', '');

const told = (payload?: Payload | null) =>
  payload?.data ? (JSON.parse(Buffer.from(payload.data).toString()) as unknown) : undefined;

/** The activity that ran within the task, or the patch. */
function nameInMarker(details: Record<string, { payloads?: Payload[] | null }>): string | undefined {
  const [data] = (details['data'] ?? details['patch-data'])?.payloads ?? [];
  const { activity_type: activity, id } = (told(data) ?? {}) as { activity_type?: string; id?: string };
  return activity ?? id;
}

import type { Client } from '@temporalio/client';

/** Which versions decided about a workflow, in order; `none` where no version did. */
export async function versionsOf(client: Client, workflowId: string): Promise<string[]> {
  const events = await eventsOf(client, workflowId);
  const tasks = events.flatMap((event) => event.workflowTaskCompletedEventAttributes ?? []);
  return [...new Set(tasks.map(({ deploymentVersion }) => deploymentVersion?.buildId ?? 'none'))];
}

// Its last worker has gone, and another takes the task: that is no trouble.
const SCHEDULE_TO_START = 2;

/** What went wrong in a workflow without an end to it: tasks that failed or were lost, with what was said of it. */
export async function troubleOf(client: Client, workflowId: string): Promise<string[]> {
  const events = await eventsOf(client, workflowId);
  return events.flatMap((event) => {
    const late = event.workflowTaskTimedOutEventAttributes;
    if (late && Number(late.timeoutType) !== SCHEDULE_TO_START) return ['a workflow task was lost'];
    if (event.activityTaskTimedOutEventAttributes) return ['an activity was lost'];
    const failed = event.workflowTaskFailedEventAttributes;
    return failed ? [failed.failure?.message ?? 'a workflow task failed'] : [];
  });
}

async function eventsOf(client: Client, workflowId: string) {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return events ?? [];
}

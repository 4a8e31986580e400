import type { History } from '@temporalio/common/lib/proto-utils.js';

// What a saga learns, and does not do itself.
const isNews =
  /^(workflowExecution(Signaled|CancelRequested)|timerFired|activityTask(Completed|Failed|TimedOut))$/;

/**
 * What each workflow task of a history brought the saga, in order, updates by their ids: `[['activityTaskCompleted'],
 * ['timerFired', 'update pay-p-1-100.00'], …]`. What stands together was decided about at once.
 */
export function newsOfTasks({ events }: History): string[][] {
  const tasks: string[][] = [];
  let waiting: string[] = [];
  for (const event of events ?? []) {
    const kind = Object.keys(event).find((name) => name.endsWith('EventAttributes')) ?? '';
    const name = kind.replace('EventAttributes', '');
    if (isNews.test(name)) waiting.push(name);
    // A task that failed or timed out brings nothing: what waited for it waits for the next.
    if (name === 'workflowTaskCompleted') {
      tasks.push(waiting);
      waiting = [];
    }
    // An update is not in the history until a task accepts it, and is written down after that task.
    const update = event.workflowExecutionUpdateAcceptedEventAttributes;
    if (update) tasks.at(-1)!.push(`update ${update.protocolInstanceId}`);
  }
  return tasks;
}

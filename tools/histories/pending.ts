/** Waits for what has to be there before a saga may go on: in its history, or, before a worker has seen it, beside it. */
import { setTimeout as pause } from 'node:timers/promises';
import { isGrpcServiceError, type WorkflowHandle } from '@temporalio/client';

const OFTEN_MS = 20;
// gRPC's NOT_FOUND.
const NOT_FOUND = 5;

/** Waits until the history has so many events of a kind, such as `timerFired`. */
export async function untilRecorded(workflow: WorkflowHandle, kind: string, count = 1): Promise<void> {
  for (;;) {
    const { events } = await workflow.fetchHistory();
    const kinds = (events ?? []).flatMap((event) => Object.keys(event));
    if (kinds.filter((one) => one === `${kind}EventAttributes`).length >= count) return;
    await pause(OFTEN_MS);
  }
}

/** Waits until the server has an update for the workflow: its history is silent about it until a worker accepts it. */
export async function untilAdmitted({ client, workflowId }: WorkflowHandle, updateId: string): Promise<void> {
  const { namespace } = client.options;
  const updateRef = { workflowExecution: { workflowId }, updateId };
  for (;;) {
    try {
      return void (await client.workflowService.pollWorkflowExecutionUpdate({ namespace, updateRef }));
    } catch (error) {
      if (!(isGrpcServiceError(error) && (error.code as number) === NOT_FOUND)) throw error;
    }
    await pause(OFTEN_MS);
  }
}

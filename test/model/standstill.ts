import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';

// A workflow task times out after ten seconds of the server's clock, which is never slower than ours.
const STANDS_STILL_MS = 30_000;

/**
 * Waits until the server has lost a workflow task: started, and never over, not even timed out. That happens once in
 * some hundreds of stories on a busy machine. No workflow can cause it, and none gets on after it.
 */
export async function standstill(
  { client }: TestWorkflowEnvironment,
  workflowId: string,
  { signal }: AbortController,
): Promise<'standstill'> {
  const lastStarted = async () => {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const last = events?.at(-1);
    return last?.workflowTaskStartedEventAttributes ? String(last.eventId) : undefined;
  };
  for (;;) {
    const before = await lastStarted().catch(() => undefined);
    await pause(STANDS_STILL_MS, undefined, { signal });
    if (before !== undefined && before === (await lastStarted().catch(() => undefined))) return 'standstill';
  }
}

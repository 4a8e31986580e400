import { WorkflowClient } from '@temporalio/client';

/**
 * The same client, whose signals bear this id: of two with one id, Temporal writes down the first alone, however often it is
 * sent. The SDK draws an id of its own for each signal, and lets nobody choose it as it does for an update.
 */
export function signallingOnce({ connection, options }: WorkflowClient, requestId: string): WorkflowClient {
  const { workflowService } = connection;
  const signalWorkflowExecution = (request: object) =>
    workflowService.signalWorkflowExecution({ ...request, requestId });
  return new WorkflowClient({
    ...options,
    connection: variantOf(connection, {
      workflowService: variantOf(workflowService, { signalWorkflowExecution }),
    }),
  });
}

/** What behaves as the original does, but for what is given. */
function variantOf<T extends object>(original: T, given: { readonly [name in keyof T]?: unknown }): T {
  return Object.assign(Object.create(original) as T, given);
}

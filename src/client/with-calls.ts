import { WorkflowClient, type ConnectionLike } from '@temporalio/client';

/** Temporal's service, call by call. */
export type Service = ConnectionLike['workflowService'];

/** The same client, but for some of the calls of Temporal's service that it makes. */
export function withCalls(
  { connection, options }: WorkflowClient,
  calls: (service: Service) => { readonly [name in keyof Service]?: unknown },
): WorkflowClient {
  const { workflowService } = connection;
  return new WorkflowClient({
    ...options,
    connection: variantOf(connection, {
      workflowService: variantOf(workflowService, calls(workflowService)),
    }),
  });
}

/** What behaves as the original does, but for what is given. */
function variantOf<T extends object>(original: T, given: { readonly [name in keyof T]?: unknown }): T {
  return Object.assign(Object.create(original) as T, given);
}

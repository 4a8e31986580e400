import type { Client } from '@temporalio/client';
import { orderWorkflowId } from '../../src/workflows/contract.js';

/** Who sent the messages of an order, as its history tells it. */
export async function sendersTo(client: Client, reference: string) {
  const { events } = await client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory();
  return (events ?? []).flatMap(
    ({
      workflowExecutionUpdateAcceptedEventAttributes: accepted,
      workflowExecutionSignaledEventAttributes: signaled,
    }) => {
      const { input, meta } = accepted?.acceptedRequest ?? {};
      if (signaled) return [{ message: signaled.signalName, identity: signaled.identity }];
      return input ? [{ message: input.name, identity: meta?.identity }] : [];
    },
  );
}

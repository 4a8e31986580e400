import type { Client } from '@temporalio/client';
import type { CheckedRequest } from '../domain/order-request.js';
import { canonical } from './fingerprint.js';

/** Names the fields in which a request differs from the one that holds its reference: its workflow was started with it. */
export async function differences(
  client: Client,
  workflowId: string,
  request: CheckedRequest,
): Promise<string[]> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const { payloadConverter, payloadCodecs } = client.options.loadedDataConverter;
  let decoded = payloads;
  for (const codec of payloadCodecs.toReversed()) decoded = await codec.decode(decoded);
  const [first] = decoded;
  const held = first ? payloadConverter.fromPayload<Record<string, unknown>>(first) : {};

  const asked: Record<string, unknown> = request;
  const fields = new Set([...Object.keys(held), ...Object.keys(asked)]);
  return [...fields]
    .filter((field) => canonical(held[field] ?? null) !== canonical(asked[field] ?? null))
    .sort();
}

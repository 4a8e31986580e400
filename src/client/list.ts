import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import * as z from 'zod';
import { attentions, type Attention } from '../domain/attention.js';
import { outcomeNames, type OutcomeName } from '../domain/outcome.js';
import { check } from '../domain/problem.js';
import * as contract from '../workflows/contract.js';
import { translate, valid } from './failures.js';

const oneOf = (names: readonly string[]) => `expected one of ${names.join(', ')}`;
const flags = ['any', ...attentions] as const;
const limits = 'expected a whole number, 1 to 1000';

// Closed sets throughout: nothing that a caller writes can end the quotes it is put into below.
const filterSchema = z.strictObject({
  phase: z.enum(contract.phases, oneOf(contract.phases)).optional(),
  outcome: z.enum(outcomeNames, oneOf(outcomeNames)).optional(),
  attention: z.enum(flags, oneOf(flags)).optional(),
  limit: z.int(limits).min(1, limits).max(1_000, limits).default(100),
});

/** Which orders to list: all of what is given must hold. `attention: 'any'` means whatever waits for a human. */
export type OrderFilter = z.input<typeof filterSchema>;

/** An order as Temporal's lists show it. One that is closed without an outcome was terminated, or failed. */
export interface ListedOrder {
  readonly reference: string;
  readonly phase: contract.Phase;
  readonly outcome?: OutcomeName;
  readonly attention?: Attention;
  readonly orderId?: string;
  readonly number?: number;
  readonly startedAt: Date;
  readonly closedAt?: Date;
}

/** Lists orders by their search attributes. */
export async function listOrders(client: Client, filter: OrderFilter): Promise<ListedOrder[]> {
  const { limit, ...wanted } = valid(check(filterSchema, filter));
  const query = queryFor(wanted);
  const listed: ListedOrder[] = [];
  try {
    for await (const execution of client.workflow.list({ query, pageSize: limit })) {
      listed.push(asListed(execution));
      if (listed.length === limit) break;
    }
  } catch (error) {
    throw translate('', error);
  }
  return listed;
}

function queryFor({ phase, outcome, attention }: Omit<OrderFilter, 'limit'>): string {
  const { orderPhase, orderOutcome, needsAttention } = contract.searchAttribute;
  return [
    `WorkflowType = '${contract.ORDER_SAGA}'`,
    phase && `${orderPhase.name} = '${phase}'`,
    outcome && `${orderOutcome.name} = '${outcome}'`,
    attention === 'any' && `${needsAttention.name} IS NOT NULL`,
    attention && attention !== 'any' && `${needsAttention.name} = '${attention}'`,
  ]
    .filter(Boolean)
    .join(' AND ');
}

function asListed({
  workflowId,
  typedSearchAttributes: attributes,
  startTime,
  closeTime,
}: WorkflowExecutionInfo): ListedOrder {
  const { orderPhase, orderOutcome, needsAttention, upstreamOrderId, upstreamOrderNumber } =
    contract.searchAttribute;
  const outcome = attributes.get(orderOutcome) as OutcomeName | undefined;
  const attention = attributes.get(needsAttention) as Attention | undefined;
  const orderId = attributes.get(upstreamOrderId);
  const number = attributes.get(upstreamOrderNumber);
  return {
    reference: workflowId.slice(contract.orderWorkflowId('').length),
    phase: (attributes.get(orderPhase) ?? 'creating') as contract.Phase,
    ...(outcome && { outcome }),
    ...(attention && { attention }),
    ...(orderId !== undefined && { orderId }),
    ...(number !== undefined && { number: Number(number) }),
    startedAt: startTime,
    ...(closeTime && { closedAt: closeTime }),
  };
}

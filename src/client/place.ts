import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type Client,
} from '@temporalio/client';
import {
  checkRequest,
  ticketsAsked,
  type CheckedRequest,
  type OrderRequest,
} from '../domain/order-request.js';
import type { OrderOutcome } from '../domain/outcome.js';
import * as contract from '../workflows/contract.js';
import type { orderSaga } from '../workflows/order-saga.js';
import { differences } from './differences.js';
import { ReferenceTaken } from './errors.js';
import { ended, translate, translating, valid } from './failures.js';
import { fingerprint } from './fingerprint.js';
import { readOutcome } from './outcome.js';

/** Starts the order, or finds it started, and waits until its payment is due; the outcome, once it has ended. */
export async function placeOrder(
  client: Client,
  taskQueue: string,
  input: OrderRequest,
): Promise<contract.PaymentDue | OrderOutcome> {
  const request = valid(checkRequest(input));
  const { reference } = request;
  const print = fingerprint(request);
  const describe = () => client.workflow.getHandle(contract.orderWorkflowId(reference)).describe();
  try {
    const answer = await client.workflow.executeUpdateWithStart(contract.awaitPaymentDueUpdate, {
      args: [print],
      // One id for all who ask the same, so that any number of them waits for one update.
      updateId: `payment-due-${print}`,
      startWorkflowOperation: startOf(request, print, taskQueue),
    });
    // The server keeps the answer of an update beyond the end of the workflow: is there still something to pay?
    const { status } = await describe();
    return status.name === 'RUNNING' ? answer : await readOutcome(client, reference);
  } catch (error) {
    if (!ended(error) && !(error instanceof WorkflowExecutionAlreadyStartedError))
      throw await namingTheFields(error);
    const { memo } = await translating(reference, describe());
    if (memo?.[contract.FINGERPRINT_MEMO] !== print)
      throw await namingTheFields(new ReferenceTaken(reference));
    return readOutcome(client, reference);
  }

  async function namingTheFields(error: unknown): Promise<unknown> {
    const failed = translate(reference, error);
    if (!(failed instanceof ReferenceTaken)) return failed;
    return new ReferenceTaken(
      reference,
      await differences(client, contract.orderWorkflowId(reference), request),
    );
  }
}

function startOf(request: CheckedRequest, print: string, taskQueue: string) {
  return new WithStartWorkflowOperation<typeof orderSaga>(contract.ORDER_SAGA, {
    workflowId: contract.orderWorkflowId(request.reference),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A reference is never used twice, for as long as Temporal retains the history.
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    taskQueue,
    args: [request],
    memo: { [contract.FINGERPRINT_MEMO]: print },
    typedSearchAttributes: [
      { key: contract.searchAttribute.orderPhase, value: 'creating' },
      { key: contract.searchAttribute.eventId, value: request.event },
    ],
    staticSummary: summaryOf(request),
  });
}

/** How the order shows in the Web UI. What it costs is known beforehand only to who says so. */
function summaryOf(request: CheckedRequest): string {
  const count = ticketsAsked(request);
  const price = request.expectedTotal === undefined ? '' : `, ${request.expectedTotal}`;
  return `${count} ${count === 1 ? 'ticket' : 'tickets'}, event ${request.event}${price}`;
}

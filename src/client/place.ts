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
import { ended as hasEnded, translate, translating, valid } from './failures.js';
import { fingerprint } from './fingerprint.js';
import { readOutcome } from './outcome.js';
import { withCalls, type Service } from './with-calls.js';

type MultiOperation = Awaited<ReturnType<Service['executeMultiOperation']>>;

/** An answer, and the id of the request that started the order, if it had one. */
interface Answered {
  readonly answer: contract.PaymentDue | OrderOutcome;
  readonly startedBy: string | undefined;
}

/** Starts the order, or finds it started, and waits until its payment is due; the outcome, once it has ended. */
export async function placeOrder(
  client: Client,
  taskQueue: string,
  input: OrderRequest,
  requestId?: string,
): Promise<Answered> {
  const request = valid(checkRequest(input));
  const { reference } = request;
  const print = fingerprint(request);
  const ended = async (startedBy?: string) => ({
    answer: await readOutcome(client.workflow, reference),
    startedBy,
  });
  let begun = false;
  const watched = withCalls(client.workflow, (service) => ({
    async executeMultiOperation(asked: object) {
      const response = await service.executeMultiOperation(asked);
      begun = isBegunAndAnswered(response);
      return response;
    },
  }));
  try {
    const answer = await watched.executeUpdateWithStart(contract.awaitPaymentDueUpdate, {
      args: [print],
      // One id for all who ask the same, so that any number of them waits for one update. Ids are never encrypted: of who
      // the customer is, not even a hash is in it, since that could be tried out.
      updateId: `payment-due-${fingerprint({ ...request, customer: undefined })}`,
      startWorkflowOperation: startOf(request, print, taskQueue, requestId),
    });
    if (begun) return { answer, startedBy: requestId };
    // The server keeps the answer of an update beyond the end of the workflow: is there still something to pay?
    const { running, startedBy, print: held } = await readHolder(client, reference);
    // For another customer the id of the update is the same, and so is its answer.
    if (held !== undefined && held !== print) throw new ReferenceTaken(reference);
    return running ? { answer, startedBy } : await ended(startedBy);
  } catch (error) {
    if (hasEnded(error) || error instanceof WorkflowExecutionAlreadyStartedError) {
      const { running, startedBy } = await heldFor(client, request);
      // An order that was reset goes on in another run, which knows nothing of who asked the one before.
      return running ? placeOrder(client, taskQueue, input, requestId) : ended(startedBy);
    }
    const failed = translate(reference, error);
    throw failed instanceof ReferenceTaken ? await taken(client, request) : failed;
  }
}

/** Tells whether one and the same call has started the order and brought the answer, which then is neither old nor another's. */
function isBegunAndAnswered({ responses }: MultiOperation): boolean {
  return Boolean(responses?.[0]?.startWorkflow?.started && responses[1]?.updateWorkflow?.outcome);
}

/** Makes sure that the reference is held by this very request; answers how its holder stands, or throws `ReferenceTaken`. */
export async function heldFor(client: Client, request: CheckedRequest) {
  const holder = await readHolder(client, request.reference);
  if (holder.print !== fingerprint(request)) throw await taken(client, request);
  return holder;
}

async function readHolder(client: Client, reference: string) {
  const handle = client.workflow.getHandle(contract.orderWorkflowId(reference));
  const { status, memo } = await translating(reference, handle.describe());
  return {
    running: status.name === 'RUNNING',
    print: memo?.[contract.FINGERPRINT_MEMO],
    startedBy: memo?.[contract.REQUEST_ID_MEMO] as string | undefined,
  };
}

async function taken(client: Client, request: CheckedRequest): Promise<ReferenceTaken> {
  const { reference } = request;
  return new ReferenceTaken(
    reference,
    await differences(client, contract.orderWorkflowId(reference), request),
  );
}

function startOf(request: CheckedRequest, print: string, taskQueue: string, requestId?: string) {
  return new WithStartWorkflowOperation<typeof orderSaga>(contract.ORDER_SAGA, {
    workflowId: contract.orderWorkflowId(request.reference),
    workflowIdConflictPolicy: 'USE_EXISTING',
    // A reference is never used twice, for as long as Temporal retains the history.
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    taskQueue,
    args: [request],
    memo: {
      [contract.FINGERPRINT_MEMO]: print,
      ...(requestId !== undefined && { [contract.REQUEST_ID_MEMO]: requestId }),
    },
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

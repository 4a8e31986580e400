/**
 * What a backend service uses: it places orders, reports payments, and asks how things stand.
 *
 *   const orders = createOrders(new Client({ connection: await Connection.connect() }));
 *   const due = await orders.place({ reference: 'A-1', event, random: { [set]: 2 }, payment: { system: 'api/BASE' } });
 *
 * Every call may be repeated at any time; what it throws says what to do next (client-errors.ts).
 */
import {
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  type Client,
} from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { AlreadyPaid, InvalidInput, NoOutcome, PaymentTooLate, ReferenceTaken } from './client-errors.js';
import { ended, translate } from './client-failures.js';
import {
  cancelOrderSchema,
  paymentFailedSchema,
  type CancelOrder,
  type PaymentFailed,
} from './domain/messages.js';
import {
  checkRequest,
  ticketsAsked,
  type CheckedRequest,
  type OrderRequest,
} from './domain/order-request.js';
import type { OrderOutcome } from './domain/outcome.js';
import { paymentSchema, type Payment } from './domain/payment.js';
import { check, type Checked } from './domain/problem.js';
import { fingerprint } from './fingerprint.js';
import * as contract from './workflows/contract.js';
import type { orderSaga } from './workflows/order-saga.js';

export * from './client-errors.js';
export type { CancelOrder, PaymentFailed, OrderRequest, OrderOutcome, Payment };
export type { OrderStatus, PaymentAnswer, PaymentDue, Phase } from './workflows/contract.js';

export interface Orders {
  /**
   * Starts the order, or finds it started, and waits until its payment is due. Called again with the same request it
   * gives the same answer, or the outcome (it has a field `outcome`) once the order has ended; never a second order.
   */
  place(request: OrderRequest): Promise<contract.PaymentDue | OrderOutcome>;
  /** Reports money that was taken, and answers where it is once that is the truth. */
  confirmPayment(reference: string, payment: Payment): Promise<contract.PaymentAnswer>;
  /** Reports that a payment was declined; returns when the fact is durable. */
  paymentFailed(reference: string, message: PaymentFailed): Promise<void>;
  /** Calls the order off; returns when that is decided, or throws `AlreadyPaid`. */
  cancel(reference: string, message: CancelOrder): Promise<void>;
  /** How the order stands now. */
  status(reference: string): Promise<contract.OrderStatus>;
  /** Waits for the end of the order. */
  outcome(reference: string): Promise<OrderOutcome>;
}

/** Makes the calls through a client of Temporal; `taskQueue` is where the workers are, `orders` by default. */
export function createOrders(client: Client, { taskQueue = contract.DEFAULT_TASK_QUEUE } = {}): Orders {
  const handleOf = (reference: string) =>
    client.workflow.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));

  async function place(input: OrderRequest): Promise<contract.PaymentDue | OrderOutcome> {
    const request = valid(checkRequest(input));
    const { reference } = request;
    const print = fingerprint(request);
    try {
      const answer = await client.workflow.executeUpdateWithStart(contract.awaitPaymentDueUpdate, {
        args: [print],
        // One id for all who ask the same, so that any number of them waits for one update.
        updateId: `payment-due-${print}`,
        startWorkflowOperation: startOf(request, print, taskQueue),
      });
      // The server keeps the answer of an update beyond the end of the workflow: is there still something to pay?
      const { status } = await handleOf(reference).describe();
      return status.name === 'RUNNING' ? answer : await outcome(reference);
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw translate(reference, error);
      const { memo } = await handleOf(reference).describe();
      if (memo?.[contract.FINGERPRINT_MEMO] !== print) throw new ReferenceTaken(reference);
      return outcome(reference);
    }
  }

  async function confirmPayment(reference: string, input: Payment): Promise<contract.PaymentAnswer> {
    const payment = valid(check(paymentSchema, input));
    const { paymentId, amount } = payment;
    try {
      return await handleOf(reference).executeUpdate(contract.confirmPaymentUpdate, {
        args: [payment],
        // The same report again gets the same answer.
        updateId: `pay-${paymentId}-${amount}`,
      });
    } catch (error) {
      if (!ended(error)) throw translate(reference, error);
      const { outcome: name, payments } = await outcome(reference);
      const entries = payments.filter((entry) => entry.paymentId === paymentId);
      if (entries.length === 0) throw new PaymentTooLate(reference, paymentId, name);
      return { payment: entries.some(({ became }) => became === 'applied') ? 'applied' : 'refund_due' };
    }
  }

  async function paymentFailed(reference: string, message: PaymentFailed): Promise<void> {
    const checked = valid(check(paymentFailedSchema, message));
    await translating(reference, handleOf(reference).signal(contract.paymentFailedSignal, checked));
  }

  async function cancel(reference: string, message: CancelOrder): Promise<void> {
    const checked = valid(check(cancelOrderSchema, message));
    try {
      await handleOf(reference).executeUpdate(contract.cancelOrderUpdate, { args: [checked] });
    } catch (error) {
      if (!ended(error)) throw translate(reference, error);
      if ((await outcome(reference)).outcome === 'completed') throw new AlreadyPaid(reference);
    }
  }

  const status = (reference: string) =>
    translating(reference, handleOf(reference).query(contract.orderStatusQuery));

  async function outcome(reference: string): Promise<OrderOutcome> {
    try {
      return await handleOf(reference).result();
    } catch (error) {
      const failed = translate(reference, error);
      if (!(failed instanceof NoOutcome && failed.cause instanceof CancelledFailure)) throw failed;
      // Temporal's own cancellation leaves no result, but the workflow still answers.
      const { outcome: canceled } = await status(reference);
      if (!canceled) throw failed;
      return canceled;
    }
  }

  return { place, confirmPayment, paymentFailed, cancel, status, outcome };
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
    staticSummary: `${ticketsAsked(request)} tickets, event ${request.event}`,
  });
}

function valid<T>(checked: Checked<T>): T {
  if ('problems' in checked) throw new InvalidInput(checked.problems);
  return checked.value;
}

async function translating<T>(reference: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw translate(reference, error);
  }
}

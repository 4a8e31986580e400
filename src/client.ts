/**
 * What a backend service uses: it places orders, reports payments, and asks how things stand.
 *
 *   const orders = createOrders(new Client({ connection: await Connection.connect() }));
 *   const due = await orders.place({ reference: 'A-1', event, random: { [set]: 2 }, payment: { system: 'api/BASE' } });
 *
 * Every call may be repeated at any time; what it throws says what to do next (client/errors.ts).
 */
import type { Client } from '@temporalio/client';
import { createPayments } from './client/payments.js';
import { AlreadyPaid, InvalidInput, NeedsNoHelp } from './client/errors.js';
import { ended, translate, translating, valid } from './client/failures.js';
import { listOrders, type ListedOrder, type OrderFilter } from './client/list.js';
import { executionStatus, readOutcome } from './client/outcome.js';
import { placeWithin, type Placed } from './client/place-within.js';
import { placeOrder } from './client/place.js';
import { createRefunds, type OpenRefund } from './client/refunds.js';
import { createStatus } from './client/status.js';
import * as messages from './domain/messages.js';
import type { OrderRequest } from './domain/order-request.js';
import type { OrderOutcome } from './domain/outcome.js';
import type { Payment } from './domain/payment.js';
import { check } from './domain/problem.js';
import type { SettledRefund } from './domain/refund.js';
import * as contract from './workflows/contract.js';
import type { orderSaga } from './workflows/order-saga.js';

export { encryptPayloads } from './client/encrypt-payloads.js';
export * from './client/errors.js';
export type { CancelOrder, PaymentFailed, ResolveByHand, SettleRefund } from './domain/messages.js';
export type { OrderStatus, PaymentAnswer, PaymentDue, Phase, RefundDue } from './workflows/contract.js';
export type {
  ListedOrder,
  OpenRefund,
  OrderFilter,
  OrderOutcome,
  OrderRequest,
  Payment,
  Placed,
  SettledRefund,
};

export interface Orders {
  /**
   * Starts the order, or finds it started, and waits until its payment is due. Called again with the same request it
   * gives the same answer, or the outcome (it has a field `outcome`) once the order has ended; never a second order.
   */
  place(request: OrderRequest): Promise<contract.PaymentDue | OrderOutcome>;
  /**
   * The same for who has to answer somebody else in time: waits at most so many milliseconds. The request id is kept
   * with the order that this call starts, where an operator finds it.
   */
  placeWithin(
    request: OrderRequest,
    options: { readonly patienceMs: number; readonly requestId?: string },
  ): Promise<Placed>;
  /**
   * Reports money that was taken, and answers where it is once that is the truth. Money is never refused: for an
   * order that has ended, or that nobody knows, it is owed back.
   */
  confirmPayment(reference: string, payment: Payment): Promise<contract.PaymentAnswer>;
  /** The same for who cannot wait until it is decided where the money goes: returns once it cannot get lost any more. */
  recordPayment(reference: string, payment: Payment): Promise<void>;
  /** Reports that a payment was declined; returns when the fact is durable. */
  paymentFailed(reference: string, message: messages.PaymentFailed): Promise<void>;
  /**
   * Calls the order off, and answers how it ended: so, or in another way, which may be with money that is owed back.
   * Throws `AlreadyPaid` when it is completed, or about to be.
   */
  cancel(reference: string, message: messages.CancelOrder): Promise<OrderOutcome>;
  /** Says how an order that is stuck ended in truth, or throws `NeedsNoHelp`. */
  resolve(reference: string, message: messages.ResolveByHand): Promise<void>;
  /** How the order stands now. */
  status(reference: string): Promise<contract.OrderStatus>;
  /** Waits for the end of the order. */
  outcome(reference: string): Promise<OrderOutcome>;
  /** Orders as Temporal's lists show them, the running ones first: a second or so behind, and no longer than retained. */
  list(filter?: OrderFilter): Promise<ListedOrder[]>;
  /** Everything that the shop owes back. */
  refundsDue(): Promise<OpenRefund[]>;
  /** Takes a refund off that list: the money is back, or need not go back. */
  settleRefund(reference: string, paymentId: string, message: messages.SettleRefund): Promise<SettledRefund>;
}

/** Makes the calls through a client of Temporal; `taskQueue` is where the workers are, `orders` by default. */
export function createOrders(client: Client, { taskQueue = contract.DEFAULT_TASK_QUEUE } = {}): Orders {
  const refunds = createRefunds(client, taskQueue);
  const payments = createPayments(client, refunds);
  const handleOf = (reference: string) =>
    client.workflow.getHandle<typeof orderSaga>(contract.orderWorkflowId(reference));
  const outcome = (reference: string) => readOutcome(client.workflow, reference);

  async function cancel(reference: string, message: messages.CancelOrder): Promise<OrderOutcome> {
    const args: [messages.CancelOrder] = [valid(check(messages.cancelOrderSchema(), message))];
    try {
      await handleOf(reference).executeUpdate(contract.cancelOrderUpdate, {
        args,
        // Who repeats it waits with the first. Ids are never encrypted: no names.
        updateId: `cancel-${/^(customer|operator)$/.test(message.by) ? message.by : 'named'}`,
      });
    } catch (error) {
      const failed = translate(reference, error);
      // The server keeps the answer beyond the end, and an order that was being completed may have ended without its tickets.
      const old =
        failed instanceof AlreadyPaid && (await executionStatus(client.workflow, reference)) !== 'RUNNING';
      if (!ended(error) && !old) throw failed;
    }
    const end = await outcome(reference);
    if (end.outcome === 'completed') throw new AlreadyPaid(reference);
    return end;
  }

  async function paymentFailed(reference: string, message: messages.PaymentFailed): Promise<void> {
    const checked = valid(check(messages.paymentFailedSchema(), message));
    try {
      await handleOf(reference).signal(contract.paymentFailedSignal, checked);
    } catch (error) {
      // To an order that has ended a decline means nothing any more.
      if (!ended(error)) throw translate(reference, error);
      await translating(reference, handleOf(reference).describe());
    }
  }

  async function resolve(reference: string, message: messages.ResolveByHand): Promise<void> {
    const args: [messages.ResolveByHand] = [valid(check(messages.resolveByHandSchema(), message))];
    try {
      await handleOf(reference).executeUpdate(contract.resolveByHandUpdate, { args });
    } catch (error) {
      const failed = translate(reference, error);
      // The message was found valid before it was sent: what the order refuses is that there is nothing to resolve.
      if (!(failed instanceof InvalidInput) && !ended(error)) throw failed;
      await translating(reference, handleOf(reference).describe());
      throw new NeedsNoHelp(reference);
    }
  }

  return {
    place: async (request) => (await placeOrder(client, taskQueue, request)).answer,
    placeWithin: (request, options) => placeWithin(client, taskQueue, request, options),
    confirmPayment: payments.confirm,
    recordPayment: payments.record,
    paymentFailed,
    cancel,
    resolve,
    status: createStatus(client),
    outcome,
    list: (filter = {}) => listOrders(client, filter),
    refundsDue: refunds.list,
    settleRefund: refunds.settle,
  };
}

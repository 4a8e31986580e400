import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { inject, onTestFinished } from 'vitest';
import { createActivities } from '../../src/activities/activities.js';
import {
  createOrders,
  NoOutcome,
  OrderNotFound,
  type OrderRequest,
  type OrderStatus,
  type Orders,
  type Payment,
  Unavailable,
} from '../../src/client.js';
import {
  ORDER_SAGA,
  orderWorkflowId,
  paymentConfirmedSignal,
  refundWorkflowId,
} from '../../src/workflows/contract.js';
import type { orderSaga } from '../../src/workflows/order-saga.js';
import { createTicketscloud, type Call, type Ticketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { matches, type FaultKind, type MatchedRequest } from '../../sandbox/faults.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { untilTold } from './until-told.js';

export interface Shop {
  readonly orders: Orders;
  readonly sandbox: Sandbox;
  readonly taskQueue: string;
  /** Starts an order without waiting for anything, with its payment there from the beginning if there is one. */
  start(order: OrderRequest, payment?: Payment): Promise<unknown>;
  /** Waits, in real time, until the order is in the state that a test is about. */
  until(reference: string, what: (status: OrderStatus) => boolean): Promise<OrderStatus>;
  close(): Promise<void>;
}

// In skipped time nobody wants to wait for the deadlines of the real calls.
const PATIENCE_MS = 300;
const tooSlow = new Set<FaultKind>(['hang', 'slow', 'drip']);

/** Opens a shop for one test: a platform with its own stock on the clock of the server, a worker, and a client. */
export async function openShop(env: TestWorkflowEnvironment, options: SandboxOptions = {}): Promise<Shop> {
  const shop = await startShop(env, options);
  onTestFinished(shop.close);
  return shop;
}

/** The same, for who closes it. */
export async function startShop(env: TestWorkflowEnvironment, options: SandboxOptions = {}): Promise<Shop> {
  const sandbox = await startSandbox({ clock: () => env.currentTimeMs(), ...options });
  const client = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const upstream = hasty(client, sandbox);
  const taskQueue = `orders of ${sandbox.url}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    workflowBundle: { codePath: inject('workflowBundlePath') },
    taskQueue,
    activities: createActivities(upstream),
    // Workflows in this thread: a thread for each of hundreds of workers costs more than all the orders in them.
    debugMode: true,
  });
  const stopped = worker.run();
  const references = new Set<string>();
  async function close(): Promise<void> {
    // An open workflow without a worker would stand in the way of skipping time for those who come after.
    await Promise.all([...references].map((reference) => end(env, placing, reference)));
    worker.shutdown();
    await stopped;
    upstream.close();
    await sandbox.close();
  }

  const placing = createOrders(env.client, { taskQueue });
  const orders: Orders = {
    ...placing,
    place(order) {
      references.add(order.reference);
      return placing.place(order);
    },
    outcome(reference) {
      const handle = env.client.workflow.getHandle(orderWorkflowId(reference));
      const isOver = async () => (await handle.describe()).status.name !== 'RUNNING';
      return untilTold(() => placing.outcome(reference), isOver);
    },
  };
  async function until(reference: string, what: (status: OrderStatus) => boolean) {
    for (;;) {
      const status = await orders.status(reference).catch(notYet);
      if (status && what(status)) return status;
      await sleep(20);
    }
  }
  function start(order: OrderRequest, payment?: Payment) {
    references.add(order.reference);
    const options = {
      workflowId: orderWorkflowId(order.reference),
      taskQueue,
      args: [order] as [OrderRequest],
    };
    if (!payment) return env.client.workflow.start<typeof orderSaga>(ORDER_SAGA, options);
    const signal = { signal: paymentConfirmedSignal, signalArgs: [payment] as [Payment] };
    return env.client.workflow.signalWithStart<typeof orderSaga, [Payment]>(ORDER_SAGA, {
      ...options,
      ...signal,
    });
  }
  return { orders, sandbox, taskQueue, start, until, close };
}

/** Ends an order and what it owes. Most orders have ended by themselves, and most owe nothing. */
async function end(env: TestWorkflowEnvironment, orders: Orders, reference: string): Promise<void> {
  const status = await orders.status(reference).catch(notYet);
  const refunds = (status?.payments ?? []).map(({ paymentId }) => refundWorkflowId(reference, paymentId));
  for (const workflowId of [orderWorkflowId(reference), ...refunds])
    await env.client.workflow
      .getHandle(workflowId)
      .terminate()
      .catch(() => undefined);
}

/** An order may not be there yet, or not answer since its server broke down or it was terminated. */
function notYet(error: unknown): undefined {
  const silent = [OrderNotFound, Unavailable, NoOutcome].some((kind) => error instanceof kind);
  if (!silent) throw error;
}

/**
 * The same client, whose calls give up sooner when the sandbox will not answer them in time. Only then: on a busy
 * machine, a short deadline for all would spoil what nobody meant to spoil.
 */
function hasty(upstream: Ticketscloud, sandbox: Sandbox): Ticketscloud {
  const soon = (call: Call, request: MatchedRequest): Call => {
    const met = sandbox
      .faults()
      .find(({ match, times, applied }) => matches(match, request) && (times === 0 || applied < times));
    return met && tooSlow.has(met.fault.kind) ? { ...call, deadlineMs: PATIENCE_MS } : call;
  };
  const get = { method: 'GET', body: null };
  return {
    ...upstream,
    createOrder: (order, call) => upstream.createOrder(order, soon(call, { method: 'POST', body: order })),
    patchOrder: (id, patch, call) =>
      upstream.patchOrder(id, patch, soon(call, { method: 'PATCH', body: patch })),
    listOrders: (query, call) => upstream.listOrders(query, soon(call, get)),
    readOrder: (id, call) => upstream.readOrder(id, soon(call, get)),
  };
}

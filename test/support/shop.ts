import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { inject, onTestFinished } from 'vitest';
import { createActivities } from '../../src/activities/activities.js';
import { createOrders, type OrderStatus, type Orders } from '../../src/client.js';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';

export interface Shop {
  readonly orders: Orders;
  readonly sandbox: Sandbox;
  /** Waits, in real time, until the order is in the state that a test is about. */
  until(reference: string, what: (status: OrderStatus) => boolean): Promise<OrderStatus>;
}

/** Opens a shop for one test: a platform with its own stock on the clock of the server, a worker, and a client. */
export async function openShop(env: TestWorkflowEnvironment, options: SandboxOptions = {}): Promise<Shop> {
  const sandbox = await startSandbox({ clock: () => env.currentTimeMs(), ...options });
  const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const taskQueue = `orders of ${sandbox.url}`;
  const worker = await Worker.create({
    connection: env.nativeConnection,
    workflowBundle: { codePath: inject('workflowBundlePath') },
    taskQueue,
    activities: createActivities(upstream),
  });
  const stopped = worker.run();
  onTestFinished(async () => {
    worker.shutdown();
    await stopped;
    upstream.close();
    await sandbox.close();
  });

  const orders = createOrders(env.client, { taskQueue });
  async function until(reference: string, what: (status: OrderStatus) => boolean) {
    for (;;) {
      const status = await orders.status(reference);
      if (what(status)) return status;
      await sleep(20);
    }
  }
  return { orders, sandbox, until };
}

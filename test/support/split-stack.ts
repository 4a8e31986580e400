import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { beforeAll, inject } from 'vitest';
import { createActivities } from '../../src/activities/activities.js';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId } from '../../src/workflows/contract.js';
import { startSplitWorker, type SplitWorker } from '../../tools/histories/split-worker.js';
import { anOrder } from './an-order.js';
import { asked } from './calls.js';
import { newsOfTasks } from './news-of-tasks.js';
import { useStack } from './stack.js';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

/** A whole system in real time, as `useStack`, whose worker can rest from deciding, and what its tests ask about an order. */
export function useSplitStack() {
  const stack = useStack();
  let worker: SplitWorker;

  beforeAll(async () => {
    const { address, sandbox } = stack();
    const connection = await NativeConnection.connect({ address });
    const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
    worker = await startSplitWorker({
      connection,
      taskQueue: DEFAULT_TASK_QUEUE,
      workflowBundle: { codePath: inject('workflowBundlePath') },
      activities: createActivities(upstream),
    });
    return async () => {
      await worker.close();
      upstream.close();
      await connection.close();
    };
  });

  return () => {
    const { client, orders, sandbox } = stack();
    const handleOf = (reference: string) => client.workflow.getHandle(orderWorkflowId(reference));
    return {
      client,
      orders,
      sandbox,
      worker,
      handleOf,
      /** Places an order whose payment is then due, and answers its reference. */
      async aDueOrder(fields: Parameters<typeof anOrder>[0] = {}) {
        const order = anOrder(fields);
        await orders.place(order);
        return order.reference;
      },
      /** What each workflow task brought. */
      newsOf: async (reference: string) => newsOfTasks(await handleOf(reference).fetchHistory()),
      /** What the platform was asked for this order. */
      async callsOf(reference: string) {
        const { order } = await orders.status(reference);
        const journal = sandbox.journal();
        return asked(sandbox).filter((_, at) => journal[at]!.orderId === order!.id);
      },
    };
  };
}

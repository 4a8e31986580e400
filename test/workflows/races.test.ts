import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, expect, inject, it } from 'vitest';
import { createActivities } from '../../src/activities/activities.js';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId, paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { useStack } from '../support/stack.js';

// Two things in one workflow task: while nobody decides, both happen, and whoever comes then finds both. All of the
// races, and their tests in other files, are in docs/races.md.

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const stack = useStack();
const payment = { paymentId: 'p-1', amount: '100.00' };
let connection: NativeConnection;
let deciding: { stop(): Promise<void> };

beforeAll(async () => {
  const { address, sandbox } = stack();
  connection = await NativeConnection.connect({ address });
  const upstream = createTicketscloud({ url: sandbox.url, apiKey: sandbox.key, allowHttp: true });
  const carryingOut = start(
    await Worker.create({
      connection,
      taskQueue: DEFAULT_TASK_QUEUE,
      activities: createActivities(upstream),
    }),
  );
  deciding = await decide();
  return async () => {
    await Promise.all([carryingOut.stop(), deciding.stop()]);
    upstream.close();
    await connection.close();
  };
});

/** A worker for the decisions alone, which keeps no workflow in mind: the next one goes on at once. */
async function decide() {
  const workflowBundle = { codePath: inject('workflowBundlePath') };
  const options = { connection, taskQueue: DEFAULT_TASK_QUEUE, workflowBundle, maxCachedWorkflows: 0 };
  return start(await Worker.create(options));
}

function start(worker: Worker) {
  const stopped = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await stopped;
    },
  };
}

async function whileNobodyDecides(happen: () => Promise<unknown>): Promise<void> {
  await deciding.stop();
  await happen();
  deciding = await decide();
}

const handleOf = (reference: string) => stack().client.workflow.getHandle(orderWorkflowId(reference));

/** Waits until the history has so many events of a kind. */
async function recorded(reference: string, kind: 'timerFired' | 'activityTaskCompleted', count = 1) {
  for (;;) {
    const { events } = await handleOf(reference).fetchHistory();
    if (events!.filter((one) => one[`${kind}EventAttributes`]).length >= count) return;
    await pause(50);
  }
}

async function aDueOrder(fields: Parameters<typeof anOrder>[0] = {}) {
  const order = anOrder(fields);
  await stack().orders.place(order);
  return order.reference;
}

const callsOf = async (reference: string) => {
  const { order } = await stack().orders.status(reference);
  return asked(stack().sandbox).filter((_, at) => stack().sandbox.journal()[at]!.orderId === order!.id);
};

it.each(['payment', 'deadline'])(
  'completes when payment and deadline share a task, the %s first',
  async (first) => {
    const reference = await aDueOrder({ paymentWindow: '2 seconds' });
    const pay = () => handleOf(reference).signal(paymentConfirmedSignal, payment);

    await whileNobodyDecides(async () => {
      if (first === 'payment') await pay();
      await recorded(reference, 'timerFired');
      if (first === 'deadline') await pay();
    });

    expect(await stack().orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
    expect(await callsOf(reference)).not.toContain('PATCH canceled');
  },
);

it('answers a payment that shares a task with the result of the last call', async () => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder();
  const inTime = new Promise<void>((resolve) =>
    sandbox.meanwhile(call.complete, 'before', async () => {
      await deciding.stop();
      resolve();
    }),
  );

  const first = orders.confirmPayment(reference, payment);
  await inTime;
  await recorded(reference, 'activityTaskCompleted', 4);
  const second = orders.confirmPayment(reference, { ...payment, paymentId: 'p-2' });
  deciding = await decide();

  expect(await first).toEqual({ payment: 'applied' });
  expect(await second).toEqual({ payment: 'refund_due' });
});

it("completes when a payment shares a task with Temporal's own cancellation", async () => {
  const reference = await aDueOrder();

  await whileNobodyDecides(async () => {
    await handleOf(reference).cancel();
    await handleOf(reference).signal(paymentConfirmedSignal, payment);
  });

  expect(await handleOf(reference).result()).toMatchObject({ outcome: 'completed' });
});

it('lets the payment win that shares a task with the cancel of the customer', async () => {
  const reference = await aDueOrder();

  let canceled: Promise<unknown> | undefined;
  await whileNobodyDecides(async () => {
    canceled = stack()
      .orders.cancel(reference, { by: 'customer' })
      .catch((error: unknown) => error);
    await handleOf(reference).signal(paymentConfirmedSignal, payment);
  });

  expect(await canceled).toMatchObject({ code: 'already_paid' });
  expect(await stack().orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
});

it.each([
  ['expired', 'nobody paid', false],
  ['refund_required', 'somebody paid', true],
] as const)('ends %s when nobody decided until the hold had lapsed, and %s', async (outcome, _, paid) => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder({ paymentWindow: '1 second' });
  const { order } = await orders.status(reference);

  await whileNobodyDecides(async () => {
    await recorded(reference, 'timerFired');
    await sandbox.platform.expire(order!.id);
    if (paid) await handleOf(reference).signal(paymentConfirmedSignal, payment);
  });

  expect(await orders.outcome(reference)).toMatchObject({ outcome });
  expect(await callsOf(reference)).not.toContain('PATCH canceled');
});

it('completes when the platform makes the order done, and money comes, while the cancel is in flight', async () => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder({ paymentWindow: '1 second' });

  sandbox.meanwhile(call.cancel, 'before', async ({ orderId }) => {
    await handleOf(reference).signal(paymentConfirmedSignal, payment);
    await sandbox.platform.pay(orderId!);
  });

  expect(await orders.outcome(reference)).toMatchObject({
    outcome: 'completed',
    payments: [{ ...payment, became: 'applied' }],
  });
});

it('owes back what comes after the cancel of the customer has been sent', async () => {
  const { orders, sandbox } = stack();
  const reference = await aDueOrder();

  sandbox.meanwhile(call.cancel, 'after', () => handleOf(reference).signal(paymentConfirmedSignal, payment));
  await orders.cancel(reference, { by: 'customer' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'refund_required', reason: 'called_off' });
});

it('finds its order again when the workflow is reset to before the create', async () => {
  const { client, orders, sandbox } = stack();
  const reference = await aDueOrder();
  const creates = () => asked(sandbox).filter((ask) => ask === 'POST').length;
  const createsBefore = creates();
  const { runId } = await handleOf(reference).describe();

  await client.workflowService.resetWorkflowExecution({
    namespace: 'default',
    workflowExecution: { workflowId: orderWorkflowId(reference), runId },
    // Of the first workflow task, which schedules the create.
    workflowTaskFinishEventId: 4 as never,
    requestId: reference,
    reason: 'a test',
  });
  await orders.confirmPayment(reference, payment);

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(creates()).toBe(createsBefore);
});

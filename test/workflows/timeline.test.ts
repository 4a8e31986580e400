import { beforeAll, expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { useStack } from '../support/stack.js';

// What an operator reads along the timeline of the Web UI, and beside the messages that can be sent from there.

const stack = useStack();
beforeAll(async () => void (await stack().startWorker()));

/** The names of the rows: summaries of the calls and timers, in order. */
async function timelineOf(reference: string): Promise<unknown[]> {
  const { events } = await stack().client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory();
  const asked = events!.filter(
    (one) =>
      one.activityTaskScheduledEventAttributes ??
      one.markerRecordedEventAttributes ??
      one.timerStartedEventAttributes,
  );
  return asked.map(({ userMetadata }) => {
    const { data } = userMetadata?.summary ?? {};
    return data && (JSON.parse(Buffer.from(data).toString()) as string);
  });
}

it('names every call and the hold of an order that nobody pays', async () => {
  const { orders } = stack();
  const order = anOrder({ paymentWindow: '1 second' });
  const { payBefore } = (await orders.place(order)) as { payBefore: string };
  await orders.outcome(order.reference);

  expect(await timelineOf(order.reference)).toEqual([
    'POST order',
    'PATCH order → payment system',
    'PATCH order → in_progress',
    `pay until ${payBefore.slice(11, 19)}Z`,
    'GET order',
    'PATCH order → canceled',
  ]);
});

it('names what it waits for when a cancel does not come off', async () => {
  const { orders, sandbox } = stack();
  const order = anOrder();
  sandbox.fail({ match: call.cancel, effect: true, fault: { kind: 'reset' } });
  await orders.place(order);
  await orders.cancel(order.reference, { by: 'customer' });

  expect((await timelineOf(order.reference)).slice(4)).toEqual([
    'GET order',
    'PATCH order → canceled',
    'before looking again',
    'GET order',
  ]);
});

it('tells where an order stands by what waits, with a frame or two of each', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const handle = stack().client.workflow.getHandle(orderWorkflowId(order.reference));

  const stacks = (await handle.query<string>('__stack_trace')).split('\n\n').map((one) => one.split('\n'));

  expect(Math.max(...stacks.map(({ length }) => length))).toBeLessThanOrEqual(2);
  for (const waits of ['watching', 'awaitNews', 'journey'])
    expect(stacks.map(([innermost]) => innermost)).toContainEqual(expect.stringContaining(`at ${waits} (`));
});

interface Metadata {
  definition: Record<string, { name: string; description: string }[]>;
}

it('says of every message what it is for and what it carries', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const handle = stack().client.workflow.getHandle(orderWorkflowId(order.reference));

  const { definition } = await handle.query<Metadata>('__temporal_workflow_metadata');

  const described = ['signalDefinitions', 'updateDefinitions', 'queryDefinitions'].flatMap((kind) =>
    definition[kind]!.filter(({ name }) => !name.startsWith('__')).map(({ name, description }) => [
      name,
      description,
    ]),
  );
  expect(Object.fromEntries(described)).toEqual({
    paymentConfirmed: expect.stringContaining('{paymentId, amount}') as string,
    paymentFailed: expect.stringContaining('{reason, final?, paymentId?}') as string,
    awaitPaymentDue: expect.stringContaining('how to pay') as string,
    confirmPayment: expect.stringContaining('{paymentId, amount}') as string,
    cancelOrder: expect.stringContaining('{by, reason?}') as string,
    resolveByHand: expect.stringContaining('{by, outcome, note}') as string,
    orderStatus: expect.stringContaining('phase') as string,
  });
});

import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { OrderRequest } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { useStack } from '../support/stack.js';

// What an order costs Temporal, on a real server. Each event has its line in the decision that is read here.

const document = 'docs/decisions/0009-what-each-event-is-for.md';
const stack = useStack();
let paid: Size;
let expired: Size;
type Size = Awaited<ReturnType<typeof sizeOf>>;

beforeAll(async () => {
  const { orders, startWorker } = stack();
  await startWorker();
  paid = await sizeOf(anOrder(), ({ reference }) =>
    orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' }),
  );
  expired = await sizeOf(anOrder({ paymentWindow: '1 second' }), async () => undefined);
});

/** Carries an order to its end, and measures its history. */
async function sizeOf(order: OrderRequest, act: (order: OrderRequest) => Promise<unknown>) {
  const { client, orders } = stack();
  await orders.place(order);
  await act(order);
  await orders.outcome(order.reference);
  const handle = client.workflow.getHandle(orderWorkflowId(order.reference));
  const { events } = await handle.fetchHistory();
  const kinds = events!.map((one) => Object.keys(one).find((name) => name.endsWith('EventAttributes'))!);
  const tasks = kinds.filter((kind) => kind.startsWith('workflowTaskCompleted')).length;
  return { kinds, events: kinds.length, tasks, bytes: (await handle.describe()).historySize! };
}

/** The kinds of the events that the table of this path has lines for, in order. */
function listed(path: string): string[] {
  const [, section = ''] = readFileSync(document, 'utf8').split(`## ${path}\n`);
  const [table = ''] = section.split('\n## ');
  // A workflow task is three events in a row, and a call too.
  const expand: Record<string, string[]> = {
    task: ['workflowTaskScheduled', 'workflowTaskStarted', 'workflowTaskCompleted'],
    call: ['activityTaskScheduled', 'activityTaskStarted', 'activityTaskCompleted'],
  };
  return Array.from(table.matchAll(/^\| \d\S* +\| `(\w+)`/gm), ([, kind]) => kind!)
    .flatMap((kind) => expand[kind] ?? [kind])
    .map((kind) => `${kind}EventAttributes`);
}

it('of a paid order is 24 events, 3 workflow tasks and about 7 kB', () => {
  expect([paid.events, paid.tasks]).toEqual([24, 3]);
  expect(paid.bytes).toBeLessThan(7_700);
});

it('of an order that nobody pays is 35 events, 5 workflow tasks and about 9 kB', () => {
  expect([expired.events, expired.tasks]).toEqual([35, 5]);
  expect(expired.bytes).toBeLessThan(9_900);
});

it('has a purpose in the table for every event of a paid order', () => {
  expect(listed('Paid')).toEqual(paid.kinds);
});

it('has a purpose in the table for every event of an order that nobody pays', () => {
  expect(listed('Expired')).toEqual(expired.kinds);
});

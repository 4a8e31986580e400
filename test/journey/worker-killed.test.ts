import { beforeAll, expect, it } from 'vitest';
import type { OrderOutcome } from '../../src/client.js';
import { anOrder, set } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { useStack } from '../support/stack.js';

// A crash: the worker gets SIGKILL when the platform has carried out two of its calls and answered neither. Both at
// once, since the server takes a call for lost only when its time is over: 15 s for a PATCH, 20 s for the POST.

const stack = useStack();
let inProgress: OrderOutcome;
let created: OrderOutcome;

beforeAll(async () => {
  const { orders, sandbox, startWorker } = stack();
  const { pid, ended } = await startWorker();
  const order = anOrder();
  const three = anOrder({ tickets: 3 });
  const creatingThree = { ...call.create, body: { random: { [set]: 3 } } };
  sandbox.fail({ match: call.setInProgress, effect: true, fault: { kind: 'hang' } });
  sandbox.fail({ match: creatingThree, effect: true, fault: { kind: 'kill', pid } });

  const tookEffect = new Promise((resolve) => sandbox.meanwhile(call.setInProgress, 'after', resolve));
  const placed = orders.place(order);
  await tookEffect;
  const placedToo = orders.place(three);
  expect((await ended).signal).toBe('SIGKILL');

  await startWorker();
  await placed;
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  inProgress = await orders.outcome(order.reference);
  await placedToo;
  await orders.confirmPayment(three.reference, { paymentId: 'p-3', amount: '300.00' });
  created = await orders.outcome(three.reference);
}, 120_000);

/** What the platform was asked about one order. */
function askedAbout({ orderId }: OrderOutcome): string[] {
  const { sandbox } = stack();
  const journal = () => sandbox.journal().filter((entry) => entry.orderId === orderId);
  return asked({ ...sandbox, journal });
}

it('leaves an order that went in progress to the next worker, which looks, does not repeat, and completes it', () => {
  expect(inProgress.outcome).toBe('completed');
  expect(askedAbout(inProgress)).toEqual(['POST', 'PATCH payment', 'PATCH in_progress', 'GET', 'PATCH done']);
});

it('finds the order whose creation nobody heard of, and completes that one', () => {
  expect(created.outcome).toBe('completed');
  expect(askedAbout(created)).toEqual(['POST', 'PATCH payment', 'PATCH in_progress', 'PATCH done']);
});

it('creates each order once, and holds no ticket in the end', async () => {
  const { sandbox } = stack();
  expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(2);
  expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: 4 });
});

import { beforeAll, expect, it, vi } from 'vitest';
import type { OrderOutcome } from '../../src/client.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { useStack } from '../support/stack.js';

// A deploy: the worker gets SIGTERM while the platform is still working on a call, and another takes over.

const stack = useStack();
let status: number | null;
let stoppedAfterMs: number;
let outcome: OrderOutcome;

beforeAll(async () => {
  const { orders, sandbox, startWorker } = stack();
  const worker = await startWorker();
  const order = anOrder();
  sandbox.fail({ match: call.create, fault: { kind: 'slow', ms: 1_500 } });
  const placed = orders.place(order);
  await vi.waitUntil(() => sandbox.faults()[0]?.applied === 1, { timeout: 20_000 });

  const toldAt = performance.now();
  // Twice, as a Ctrl-C comes: from the terminal and from npm.
  worker.kill('SIGTERM');
  worker.kill('SIGINT');
  ({ status } = await worker.ended);
  stoppedAfterMs = performance.now() - toldAt;

  await startWorker();
  await placed;
  await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  outcome = await orders.outcome(order.reference);
});

it('ends with status 0 within its grace of 25 s', () => {
  expect(status).toBe(0);
  expect(stoppedAfterMs).toBeLessThan(25_000);
});

it('finishes and reports the call in flight, so that nobody has to repeat it', () => {
  // A worker that starts tries its key by looking for an order that nobody has.
  const journal = stack()
    .sandbox.journal()
    .filter(({ orderId }) => !/^0+$/.test(orderId ?? ''));
  expect(asked({ journal })).toEqual(['POST', 'PATCH payment', 'PATCH in_progress', 'PATCH done']);
});

it('leaves the order to the next worker, which completes it', () =>
  expect(outcome.outcome).toBe('completed'));

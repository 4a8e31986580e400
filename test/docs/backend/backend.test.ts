import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { useStack } from '../../support/stack.js';
import type * as Backend from './backend.js';

// The backend that the README shows, as a person would run it: its own connection, a worker, a platform.

const stack = useStack();
let backend: typeof Backend;
beforeAll(async () => {
  await stack().startWorker();
  vi.stubEnv('TEMPORAL_ADDRESS', stack().address);
  vi.stubEnv('TEMPORAL_NAMESPACE', 'default');
  vi.stubEnv('TEMPORAL_CONFIG_FILE', 'missing.toml');
  backend = await import('./backend.js');
});

it('sells tickets, and says so to a second click', async () => {
  const reference = randomUUID();

  expect(await backend.buy(reference)).toMatch(/^to pay: 200\.00 before .*Z$/);
  expect(await backend.moneyTaken(reference, 'p-1', '200.00')).toBe('applied');
  expect(await backend.buy(reference)).toBe('ended as completed: paid');
});

it('gives a payment that is reported twice the same answer', async () => {
  const reference = randomUUID();
  await backend.buy(reference);
  await backend.moneyTaken(reference, 'p-1', '200.00');

  expect(await backend.moneyTaken(reference, 'p-1', '200.00')).toBe('applied');
});

it('owes money back that came for an order that was called off, until somebody has paid it', async () => {
  const reference = randomUUID();
  await backend.buy(reference);
  await backend.callOff(reference);
  const owed = `200.00 of p-1 for ${reference}`;

  expect(await backend.moneyTaken(reference, 'p-1', '200.00')).toBe('refund_due');
  // The list is a moment behind.
  await vi.waitFor(async () => expect(await backend.toPayBack()).toEqual([owed]), { timeout: 20_000 });
  await backend.paidBack(reference, 'p-1');
  await vi.waitFor(async () => expect(await backend.toPayBack()).toEqual([]), { timeout: 20_000 });
});

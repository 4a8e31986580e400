import { Client } from '@temporalio/client';
import { expect, it, vi } from 'vitest';
import { createOrders, encryptPayloads, type Orders } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { firstKey, nextKey } from '../support/codec-keys.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { textOf } from '../support/texts-of-history.js';

// Workers one after the other that bundle their workflows first, and pauses of Temporal's before it tries a task again.
vi.setConfig({ testTimeout: 180_000 });

const stack = useStack();
const both = `${nextKey},${firstKey}`;

const startWorker = (keys: string) =>
  stack().startWorker((env) => runBuilt('worker', { ...env, ORDERS_CODEC_KEYS: keys }));

/** Places an order with these keys, and ends the worker that began it. */
async function begin(reference: string, keys: string): Promise<void> {
  const worker = await startWorker(keys);
  await ordersWith(keys).place(anOrder({ reference }));
  worker.kill('SIGTERM');
  await worker.ended;
}

function ordersWith(keys: string): Orders {
  const dataConverter = keys ? { dataConverter: encryptPayloads(keys) } : {};
  return createOrders(new Client({ connection: stack().client.connection, ...dataConverter }));
}

const historyOf = async (reference: string) =>
  textOf(await stack().client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory());

const payment = { paymentId: 'p-1', amount: '100.00' };

it.each([
  ['before there were keys', '', firstKey],
  ['under the key before', firstKey, both],
])('goes on with an order that was begun %s', async (when, then, now) => {
  const reference = when.replaceAll(' ', '-');
  await begin(reference, then);
  const worker = await startWorker(now);

  expect(await ordersWith(now).confirmPayment(reference, payment)).toEqual({ payment: 'applied' });
  expect(await ordersWith(now).outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(await historyOf(reference)).toContain(now.slice(0, 'yyyy-mm'.length));
  worker.kill('SIGTERM');
  await worker.ended;
});

it('loses nothing while a key is missing, and says which', async () => {
  await begin('missing', firstKey);
  const lacking = await startWorker(nextKey);
  await ordersWith(both).recordPayment('missing', payment);
  await vi.waitUntil(() => lacking.printed().includes('expected \\"2026-02\\"'), { timeout: 30_000 });
  expect(lacking.printed()).toContain('is encrypted with the key \\"2026-01\\"');
  lacking.kill('SIGTERM');
  await lacking.ended;

  await startWorker(both);
  expect(await ordersWith(both).outcome('missing')).toMatchObject({
    outcome: 'completed',
    payments: [{ ...payment, became: 'applied' }],
  });
});

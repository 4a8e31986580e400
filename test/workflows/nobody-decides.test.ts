import { expect, it } from 'vitest';
import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { untilRecorded } from '../../tools/histories/pending.js';
import { useSplitStack } from '../support/split-stack.js';

const system = useSplitStack();
const payment = { paymentId: 'p-1', amount: '100.00' };

it.each([
  ['expired', 'nobody paid', false],
  ['refund_required', 'somebody paid', true],
] as const)('ends %s when nobody decided until the hold had lapsed, and %s', async (outcome, _, paid) => {
  const { aDueOrder, callsOf, handleOf, orders, sandbox, worker } = system();
  const reference = await aDueOrder({ paymentWindow: '3 seconds' });
  const { order } = await orders.status(reference);

  await worker.whileNobodyDecides(async () => {
    await untilRecorded(handleOf(reference), 'timerFired');
    await sandbox.platform.expire(order!.id);
    if (paid) await handleOf(reference).signal(paymentConfirmedSignal, payment);
  });

  expect(await orders.outcome(reference)).toMatchObject({ outcome });
  expect(await callsOf(reference)).not.toContain('PATCH canceled');
});

import { ApplicationFailure } from '@temporalio/common';
import { expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const minute = 60_000;

/** What an operator can do to the call that an order is waiting for; answers when. */
async function failByHand(reference: string): Promise<number> {
  const { client } = env();
  const workflowId = orderWorkflowId(reference);
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const { activityId } = raw.pendingActivities![0]!;
  const failure = ApplicationFailure.nonRetryable('failed by hand');
  // Once it has failed, nothing holds the clock.
  const failedAt = await env().currentTimeMs();
  await client.activity.fail({ workflowId, activityId: activityId! }, failure);
  return failedAt;
}

it('asks again after a minute when somebody has failed the call that completes a paid order', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const answer = orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });
  await until(order.reference, ({ payments }) => payments.length > 0);
  await env().sleep(8 * minute);
  await until(order.reference, ({ attention }) => attention !== undefined);

  // It takes effect all the same, and nobody hears of it.
  let failedAt = NaN;
  sandbox.meanwhile(call.complete, 'before', async () => {
    failedAt = await failByHand(order.reference);
  });
  sandbox.clearFaults();
  await orders.outcome(order.reference);

  expect(await answer).toEqual({ payment: 'applied' });
  // The call that was failed, and the look that its repetition begins with.
  expect(asked(sandbox).slice(-2)).toEqual(['PATCH done', 'GET']);
  const askedAgainAt = Date.parse(sandbox.journal().at(-1)!.at!);
  expect(Math.round((askedAgainAt - failedAt) / minute)).toBe(1);
});

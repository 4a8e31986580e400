import { expect, it } from 'vitest';
import { untilRecorded } from '../../tools/histories/pending.js';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// Where an update cannot get through, confirmPayment sends the signal, and then waits for the end of the order.

const system = useSplitStack();
const amount = '100.00';

it('makes a payment durable while there is no worker, and answers when there was one', async () => {
  const { aDueOrder, handleOf, orders, worker } = system();
  const reference = await aDueOrder();

  let answer: Promise<unknown> | undefined;
  await worker.whileNobodyDecides(() => {
    answer = orders.confirmPayment(reference, { paymentId: 'p-1', amount });
    return untilRecorded(handleOf(reference), 'workflowExecutionSignaled');
  });

  expect(await answer).toEqual({ payment: 'applied' });
  expect(await orders.outcome(reference)).toMatchObject({ payments: [{ paymentId: 'p-1', amount }] });
});

it('returns once a payment is durable, while there is no worker, when that is all that is asked for', async () => {
  const { aDueOrder, orders, worker } = system();
  const reference = await aDueOrder();

  await worker.whileNobodyDecides(() => orders.recordPayment(reference, { paymentId: 'p-1', amount }));

  expect(await orders.outcome(reference)).toMatchObject({ payments: [{ paymentId: 'p-1', amount }] });
});

it('makes a payment durable while ten others are in flight, and answers when the order has ended', async () => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const ten = Array.from({ length: 10 }, (_, at) => ({ paymentId: `p-${at}`, amount }));
  const answers = ten.map((payment) => orders.confirmPayment(reference, payment));
  await untilRecorded(handleOf(reference), 'workflowExecutionUpdateAccepted', 11);

  const eleventh = orders.confirmPayment(reference, { paymentId: 'p-10', amount });
  await untilRecorded(handleOf(reference), 'workflowExecutionSignaled');
  sandbox.clearFaults();

  expect(await eleventh).toEqual({ payment: 'refund_due' });
  expect(await Promise.all(answers)).toContainEqual({ payment: 'applied' });
  const { payments } = await orders.outcome(reference);
  expect(payments).toHaveLength(11);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { REFUND_MEMO, refundWorkflowId } from '../../src/workflows/contract.js';
import { untilRecorded } from '../../tools/histories/pending.js';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// The client tells of a payment by a signal, which is durable at once, and then waits until it is the truth where the money is.

const system = useSplitStack();
const amount = '100.00';
const payment = { paymentId: 'p-1', amount };

it('makes a payment durable while there is no worker, and answers when there is one', async () => {
  const { aDueOrder, handleOf, orders, worker } = system();
  const reference = await aDueOrder();

  let answer: Promise<unknown> | undefined;
  await worker.whileNobodyDecides(() => {
    answer = orders.confirmPayment(reference, payment);
    return untilRecorded(handleOf(reference), 'workflowExecutionSignaled');
  });

  expect(await answer).toEqual({ payment: 'applied' });
  expect(await orders.outcome(reference)).toMatchObject({ payments: [payment] });
});

it('returns once a payment is durable, without a worker, when that is all that is asked for', async () => {
  const { aDueOrder, orders, worker } = system();
  const reference = await aDueOrder();

  await worker.whileNobodyDecides(() => orders.recordPayment(reference, payment));

  expect(await orders.outcome(reference)).toMatchObject({ payments: [payment] });
});

it('asks nothing of workers who are two seconds late already', async () => {
  const { aDueOrder, client, orders, worker } = system();
  const reference = await aDueOrder();
  const queries = vi.spyOn(client.workflowService, 'queryWorkflow');

  let answer: Promise<unknown> | undefined;
  await worker.whileNobodyDecides(async () => {
    answer = orders.confirmPayment(reference, payment);
    await sleep(2_000);
    expect(queries).not.toHaveBeenCalled();
  });

  expect(await answer).toEqual({ payment: 'applied' });
});

it('answers where a part of the money is while the order goes on, also when it is asked again', async () => {
  const { aDueOrder, orders, worker } = system();
  const reference = await aDueOrder();
  const part = { paymentId: 'p-1', amount: '40.00' };

  let first: Promise<unknown> | undefined;
  await worker.whileNobodyDecides(async () => {
    await orders.recordPayment(reference, part);
    first = orders.confirmPayment(reference, part);
  });

  expect(await first).toEqual({ payment: 'part_paid' });
  expect(await orders.confirmPayment(reference, part)).toEqual({ payment: 'part_paid' });
  expect(await orders.confirmPayment(reference, { ...part, amount: '50.00' })).toEqual({
    payment: 'duplicate',
  });
});

it('leaves no call waiting behind an answer', async () => {
  const { aDueOrder, client, orders } = system();
  const reference = await aDueOrder();
  const waits = vi.spyOn(client.workflowService, 'getWorkflowExecutionHistory');

  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '40.00' });
  const ended = Promise.allSettled(waits.mock.results.map(({ value }) => value as Promise<unknown>));

  expect(waits).toHaveBeenCalled();
  // The server would answer after twenty seconds.
  expect(await Promise.race([ended, sleep(10_000, 'still waiting')])).not.toBe('still waiting');
});

it('answers each of six payments that come at once, of which one buys the tickets', async () => {
  const { aDueOrder, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.complete, times: 3, fault: { kind: 'status', status: 500 } });

  const six = Array.from({ length: 6 }, (_, at) => ({ paymentId: `p-${at}`, amount }));
  const answers = await Promise.all(six.map((one) => orders.confirmPayment(reference, one)));

  expect(answers.filter(({ payment: where }) => where === 'applied')).toHaveLength(1);
  expect(answers.filter(({ payment: where }) => where === 'refund_due')).toHaveLength(5);
  expect((await orders.outcome(reference)).payments).toHaveLength(6);
});

it('takes a payment once that is reported many times at once, and answers all the same', async () => {
  const { aDueOrder, handleOf, orders } = system();
  const reference = await aDueOrder();

  const reports = Array.from({ length: 25 }, () => orders.confirmPayment(reference, payment));

  expect(new Set((await Promise.all(reports)).map(({ payment: where }) => where))).toEqual(
    new Set(['applied']),
  );
  expect((await orders.outcome(reference)).payments).toEqual([{ ...payment, became: 'applied' }]);
  const { events } = await handleOf(reference).fetchHistory();
  expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
});

it('owes money that is reported again once its order was terminated', async () => {
  const { aDueOrder, client, handleOf, orders } = system();
  const reference = await aDueOrder();
  const part = { paymentId: 'p-1', amount: '40.00' };
  await orders.recordPayment(reference, part);
  await handleOf(reference).terminate('by mistake');

  await orders.recordPayment(reference, part);

  const { memo } = await client.workflow.getHandle(refundWorkflowId(reference, 'p-1')).describe();
  expect(memo?.[REFUND_MEMO]).toEqual({ reference, ...part, why: 'unknown_order' });
});

it('stops waiting when the deadline of its caller has passed', async () => {
  const { aDueOrder, client, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });

  const report = () => orders.confirmPayment(reference, payment);
  const late = client.withDeadline(Date.now() + 2_500, report);

  await expect(late).rejects.toMatchObject({ code: 'unavailable' });
  sandbox.clearFaults();
  expect(await report()).toEqual({ payment: 'applied' });
});

import { expect, it } from 'vitest';
import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { payByUpdate } from '../../tools/histories/pay-by-update.js';
import { untilAdmitted, untilRecorded } from '../../tools/histories/pending.js';
import { useSplitStack } from '../support/split-stack.js';
import { call } from '../support/calls.js';

// Two things in one workflow task: both happen while nobody decides, and the history shows that they were decided about
// at once. The same races are kept in test/replay/histories.

const system = useSplitStack();
const payment = { paymentId: 'p-1', amount: '100.00' };
const PAYMENT_ID = 'pay-p-1-100.00';
const CANCEL_ID = 'cancel-customer';

it.each([
  ['payment', ['workflowExecutionSignaled', 'timerFired']],
  ['deadline', ['timerFired', 'workflowExecutionSignaled']],
])('completes when payment and deadline share a task, the %s first', async (first, together) => {
  const { aDueOrder, callsOf, handleOf, newsOf, orders, worker } = system();
  const reference = await aDueOrder({ paymentWindow: '2 seconds' });
  const pay = () => handleOf(reference).signal(paymentConfirmedSignal, payment);

  await worker.whileNobodyDecides(async () => {
    if (first === 'payment') await pay();
    await untilRecorded(handleOf(reference), 'timerFired');
    if (first === 'deadline') await pay();
  });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
  expect(await callsOf(reference)).not.toContain('PATCH canceled');
  expect(await newsOf(reference)).toContainEqual(together);
});

it('answers a payment that shares a task with the result of the last call', async () => {
  const { aDueOrder, handleOf, newsOf, sandbox, worker } = system();
  const reference = await aDueOrder();
  const inTime = new Promise<void>((resolve) =>
    sandbox.meanwhile(call.complete, 'before', () => worker.rest().then(resolve)),
  );

  const first = payByUpdate(handleOf(reference), { ...payment, paymentId: 'p-0' });
  await inTime;
  await untilRecorded(handleOf(reference), 'activityTaskCompleted', 2);
  const second = payByUpdate(handleOf(reference), payment);
  await untilAdmitted(handleOf(reference), PAYMENT_ID);
  await worker.decide();

  expect(await first).toEqual({ payment: 'applied' });
  expect(await second).toEqual({ payment: 'refund_due' });
  expect(await newsOf(reference)).toContainEqual(['activityTaskCompleted', `update ${PAYMENT_ID}`]);
});

it.each([
  ['payment', ['workflowExecutionSignaled', 'workflowExecutionCancelRequested']],
  ['cancellation', ['workflowExecutionCancelRequested', 'workflowExecutionSignaled']],
])(
  "completes when a payment shares a task with Temporal's own cancellation, the %s first",
  async (first, together) => {
    const { aDueOrder, handleOf, newsOf, worker } = system();
    const reference = await aDueOrder();
    const pay = () => handleOf(reference).signal(paymentConfirmedSignal, payment);

    await worker.whileNobodyDecides(async () => {
      if (first === 'payment') await pay();
      await handleOf(reference).cancel();
      if (first === 'cancellation') await pay();
    });

    expect(await handleOf(reference).result()).toMatchObject({ outcome: 'completed' });
    expect(await newsOf(reference)).toContainEqual(together);
  },
);

it.each([
  ['payment', [PAYMENT_ID, CANCEL_ID]],
  ['cancel', [CANCEL_ID, PAYMENT_ID]],
] as const)(
  'lets the payment win that shares a task with the cancel of the customer, the %s first',
  async (_, order) => {
    const { aDueOrder, handleOf, newsOf, orders, worker } = system();
    const reference = await aDueOrder();
    const send = {
      [PAYMENT_ID]: () => payByUpdate(handleOf(reference), payment),
      [CANCEL_ID]: () => orders.cancel(reference, { by: 'customer' }),
    };

    const answers: Promise<unknown>[] = [];
    await worker.whileNobodyDecides(async () => {
      for (const id of order) {
        answers.push(send[id]().catch((error: unknown) => error));
        await untilAdmitted(handleOf(reference), id);
      }
    });

    const expected = [{ payment: 'applied' }, expect.objectContaining({ code: 'already_paid' })];
    expect(await Promise.all(answers)).toEqual(expect.arrayContaining(expected));
    expect(await newsOf(reference)).toContainEqual(order.map((id) => `update ${id}`));
  },
);

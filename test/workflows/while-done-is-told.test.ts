import { expect, it } from 'vitest';
import { AlreadyPaid } from '../../src/client.js';
import { call } from '../support/calls.js';
import { payByUpdate } from '../../tools/histories/pay-by-update.js';
import { untilRecorded } from '../../tools/histories/pending.js';
import { useSplitStack } from '../support/split-stack.js';

// What comes in while the platform is told of a sale has the server give a workflow task back that would close the order. A
// payment is written down by then: as a signal from the start, as an update since the call is one of its own. Decision 0017.

const system = useSplitStack();
// Temporal's own number for the cause: something came in that the commands of a task that closes do not know of.
const UNHANDLED_COMMAND = 1;
const payment = { paymentId: 'p-1', amount: '100.00' };

const messages = {
  'a final decline': (reference: string) => system().orders.paymentFailed(reference, { reason: 'no money' }),
  "Temporal's own cancellation": (reference: string) => system().handleOf(reference).cancel(),
};

const paid = { outcome: 'completed', payments: [{ ...payment, became: 'applied' }] };

it.each(Object.entries(messages))('completes the order with its payment when %s comes', async (_, send) => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.meanwhile(call.complete, 'before', async () => void (await send(reference)));

  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'applied' });

  expect(await orders.outcome(reference)).toMatchObject(paid);
  const { events } = await handleOf(reference).fetchHistory();
  const givenBack = events!.flatMap(({ workflowTaskFailedEventAttributes: failed }) => failed?.cause ?? []);
  expect(givenBack).toEqual([UNHANDLED_COMMAND]);
});

it.each(Object.entries(messages))(
  'completes an order that was paid by update when %s comes',
  async (_, send) => {
    const { aDueOrder, handleOf, orders, sandbox } = system();
    const reference = await aDueOrder();
    sandbox.meanwhile(call.complete, 'before', async () => void (await send(reference)));

    expect(await payByUpdate(handleOf(reference), payment)).toEqual({ payment: 'applied' });

    expect(await orders.outcome(reference)).toMatchObject(paid);
  },
);

it('answers a cancel how the order has ended, also who was told before that it is paid', async () => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.fail({ match: call.complete, times: 0, fault: { kind: 'status', status: 500 } });
  const answer = orders.confirmPayment(reference, payment);
  await untilRecorded(handleOf(reference), 'activityTaskScheduled', 2);
  await expect(orders.cancel(reference, { by: 'customer' })).rejects.toThrow(AlreadyPaid);

  await sandbox.platform.expire((await orders.status(reference)).order!.id);
  sandbox.clearFaults();

  expect(await answer).toEqual({ payment: 'refund_due' });
  expect(await orders.cancel(reference, { by: 'customer' })).toMatchObject({ outcome: 'refund_required' });
});

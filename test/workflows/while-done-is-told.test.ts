import { expect, it } from 'vitest';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// A message that comes while `done` is told has the server give the workflow task back, without the payment that came as an
// update: decision 0017. On a real server, since the time-skipping one does not do so.

const system = useSplitStack();
const payment = { paymentId: 'p-1', amount: '100.00' };

const messages = {
  'a final decline': (reference: string) => system().orders.paymentFailed(reference, { reason: 'no money' }),
  "Temporal's own cancellation": (reference: string) => system().handleOf(reference).cancel(),
};

it.each(Object.entries(messages))('completes the order with its payment when %s comes', async (_, send) => {
  const { aDueOrder, orders, sandbox } = system();
  const reference = await aDueOrder();
  sandbox.meanwhile(call.complete, 'before', async () => void (await send(reference)));

  expect(await orders.confirmPayment(reference, payment)).toEqual({ payment: 'applied' });

  const paid = { outcome: 'completed', payments: [{ ...payment, became: 'applied' }] };
  expect(await orders.outcome(reference)).toMatchObject(paid);
});

import { expect, it } from 'vitest';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

// A payment that came as an update is written down before the platform is told of it: were it told within the workflow task
// that takes the payment, a message would have the server give that task back without it. Decision 0017.

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

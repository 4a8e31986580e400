import { expect, it } from 'vitest';
import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { call } from '../support/calls.js';
import { useSplitStack } from '../support/split-stack.js';

const system = useSplitStack();
const payment = { paymentId: 'p-1', amount: '100.00' };

it('completes when the platform makes the order done, and money comes', async () => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder({ paymentWindow: '1 second' });

  sandbox.meanwhile(call.cancel, 'before', async ({ orderId }) => {
    await handleOf(reference).signal(paymentConfirmedSignal, payment);
    await sandbox.platform.pay(orderId!);
  });

  expect(await orders.outcome(reference)).toMatchObject({
    outcome: 'completed',
    payments: [{ ...payment, became: 'applied' }],
  });
});

it('owes back what comes after the cancel of the customer has been sent', async () => {
  const { aDueOrder, handleOf, orders, sandbox } = system();
  const reference = await aDueOrder();

  sandbox.meanwhile(call.cancel, 'after', () => handleOf(reference).signal(paymentConfirmedSignal, payment));
  await orders.cancel(reference, { by: 'customer' });

  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'refund_required', reason: 'called_off' });
});

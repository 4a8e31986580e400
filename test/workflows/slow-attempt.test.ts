import { expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();

it('waits for its own slow attempt, which is still at work, and finds its effect', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);

  // Longer than we wait for an answer: we have left while the platform goes on, and refuses whatever else comes.
  sandbox.fail({ match: call.complete, fault: { kind: 'slow', ms: 4_000 } });
  const answer = await orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '100.00' });

  expect(answer).toEqual({ payment: 'applied' });
  const after = sandbox.journal().slice(3);
  expect(after.filter(({ method, tookEffect }) => method === 'PATCH' && tookEffect)).toHaveLength(1);
  expect(after.some(({ status }) => status === 409)).toBe(true);
  expect(after.at(-1)).toMatchObject({ method: 'GET', status: 200 });
});

import { Client, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { expect, it } from 'vitest';
import { createOrders } from '../../src/client.js';
import { anOrder } from '../support/an-order.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();

it('says where the money is when the order has ended while the answer to the report was lost', async () => {
  const { orders, taskQueue } = await openShop(env());
  const order = anOrder();
  const { connection } = env();
  const client = new Client({
    connection,
    interceptors: {
      workflow: [
        {
          async startUpdate(input, next) {
            await next(input);
            await orders.outcome(order.reference);
            throw new WorkflowUpdateRPCTimeoutOrCancelledError('lost');
          },
        },
      ],
    },
  });
  await orders.place(order);

  const report = createOrders(client, { taskQueue }).confirmPayment(order.reference, {
    paymentId: 'p-1',
    amount: '100.00',
  });

  expect(await report).toEqual({ payment: 'applied' });
});

import type { Client } from '@temporalio/client';
import { createOrders } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { orderRequest, payment, type Variant } from './variant.js';

/** Our saga, complete as it is, through the door that a shop uses. */
export function createOurs(client: Client, taskQueue: string): Variant {
  const orders = createOrders(client, { taskQueue });
  return {
    async place(reference) {
      const due = await orders.place(orderRequest(reference));
      if ('outcome' in due) throw new Error(`order ${reference} has ended as ${due.outcome}, unpaid`);
    },
    async pay(reference) {
      const answer = await orders.confirmPayment(reference, payment);
      if (answer.payment !== 'applied') throw new Error(`the payment of ${reference} is ${answer.payment}`);
    },
    workflowId: orderWorkflowId,
  };
}

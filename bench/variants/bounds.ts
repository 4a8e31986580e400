// What no saga can beat: one that waits as a saga must but does nothing, and one that does not even wait.
import { condition, setHandler } from '@temporalio/workflow';
import type { OrderRequest } from '../../src/client.js';
import { paidSignal, paymentDueUpdate } from './textbook.js';

export async function ceiling(request: OrderRequest): Promise<unknown> {
  let paid = false;
  setHandler(paymentDueUpdate, () => request);
  setHandler(paidSignal, () => {
    paid = true;
  });
  await condition(() => paid, '15 minutes');
  return request;
}

export async function empty(request: OrderRequest): Promise<unknown> {
  return request;
}

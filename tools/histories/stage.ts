import type { WorkflowHandle } from '@temporalio/client';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { OrderRequest, Orders } from '../../src/client.js';
import type { SplitWorker } from './split-worker.js';

/** What a scenario plays with: a platform of its own, a shop, and the worker of the shop. */
export interface Stage {
  reference: string;
  orders: Orders;
  sandbox: Sandbox;
  workflow: WorkflowHandle;
  worker: SplitWorker;
}

/** Acts, until what is recorded only has to end. */
export type Scenario = (stage: Stage) => Promise<unknown>;

/** A set of the sandbox, of which there are 40 tickets. */
export const set = '56a6254bf06c5a059b93800c';
export const paymentOf = (amount: string) => ({ paymentId: `payment-of-${amount}`, amount });
/** The payment of the whole price; where a refund is recorded, it is of this one. */
export const inFull = paymentOf('100.00');
export const look = { method: 'GET' } as const;
export const toStatus = (status: string) => ({ method: 'PATCH', body: { status } }) as const;

export function place({ orders, reference }: Stage, besides: Partial<OrderRequest> = {}) {
  const order = { event: '56a6253df06c5a059a93802e', random: { [set]: 1 }, payment: { system: 'api/BASE' } };
  return orders.place({ ...order, reference, ...besides });
}

/** Pays while a call is under way, which is not to be answered before the saga knows of the payment. */
export async function payAndBeHeard({ orders, reference }: Stage): Promise<void> {
  void orders.confirmPayment(reference, inFull).catch(() => undefined);
  while ((await orders.status(reference)).payments.length === 0);
}

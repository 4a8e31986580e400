import type { OrderRequest } from '../../src/client.js';

export const variantNames = ['ours', 'textbook', 'ceiling', 'empty'] as const;

/** What is compared: the saga as it is, a saga without safety, a workflow that only waits, one that does nothing. */
export type VariantName = (typeof variantNames)[number];

/** One way to sell an order; what it buys is the same in all. */
export interface Variant {
  /** From "buy" to the payment being due. */
  place(reference: string): Promise<void>;
  /** From the payment to the order being done. */
  pay(reference: string): Promise<void>;
  readonly workflowId: (reference: string) => string;
}

/** What every variant is asked to buy: the order of the documentation's examples. */
export const orderRequest = (reference: string): OrderRequest => ({
  reference,
  event: '56a6253df06c5a059a93802e',
  random: { '56a6254bf06c5a059b93800c': 1 },
  payment: { system: 'api/BASE' },
});

export const payment = { paymentId: 'p-1', amount: '100.00' };

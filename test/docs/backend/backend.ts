import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { createOrders } from '../../../src/client.js';

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
const orders = createOrders(new Client({ connection, namespace }));

/** The customer clicks on "buy". A second click, or a second try after a crash, is the same call again. */
export async function buy(reference: string): Promise<string> {
  const placed = await orders.place({
    reference,
    event: '56a6253df06c5a059a93802e',
    random: { '56a6254bf06c5a059b93800c': 2 },
    payment: { system: 'api/BASE' },
    paymentWindow: '15 minutes',
  });
  if ('outcome' in placed) return `ended as ${placed.outcome}: ${placed.reason}`;
  return `to pay: ${placed.total} before ${placed.payBefore}`;
}

/** The payment provider says that money was taken. It may say so twice, or too late; if this throws, let it say so again. */
export async function moneyTaken(reference: string, paymentId: string, amount: string): Promise<string> {
  const { payment } = await orders.confirmPayment(reference, { paymentId, amount });
  return payment;
}

/** What the shop owes back, a line each, and how one of them is taken off the list. */
export async function toPayBack(): Promise<string[]> {
  const refunds = await orders.refundsDue();
  return refunds.map(({ reference, paymentId, amount }) => `${amount} of ${paymentId} for ${reference}`);
}
export async function paidBack(reference: string, paymentId: string): Promise<void> {
  await orders.settleRefund(reference, paymentId, { by: 'accounting', note: 'sent back to the card' });
}

/** The customer changes their mind. Throws `AlreadyPaid` when it is too late for that. */
export async function callOff(reference: string): Promise<void> {
  await orders.cancel(reference, { by: 'customer' });
}

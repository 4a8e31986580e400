import { Client, Connection } from '@temporalio/client';
import { createOrders, encryptPayloads, type OrderOutcome, type OrderRequest } from 'ticketscloud-order-saga';
import { orderStatusQuery, orderWorkflowId } from 'ticketscloud-order-saga/contract';

// Sells one ticket under the reference that is its argument, and says how that went.

const [, , reference = ''] = process.argv;
const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
const keys = process.env['ORDERS_CODEC_KEYS'];
const client = new Client({ connection, ...(keys && { dataConverter: encryptPayloads(keys) }) });
const orders = createOrders(client);

const request: OrderRequest = {
  reference,
  event: '56a6253df06c5a059a93802e',
  random: { '56a6254bf06c5a059b93800c': 1 },
  payment: { system: 'api/BASE' },
};
const placed = await orders.place(request);
if ('outcome' in placed) throw new Error(placed.reason);
await orders.confirmPayment(reference, { paymentId: 'p-1', amount: placed.total });
const { outcome }: OrderOutcome = await orders.outcome(reference);

const { phase } = await client.workflow.getHandle(orderWorkflowId(reference)).query(orderStatusQuery);

const { event: _, ...without } = request;
// @ts-expect-error Types that are `any` would allow it.
const refusal = await orders.place(without).catch(String);

await connection.close();
console.log(JSON.stringify({ outcome, phase, refusal }));

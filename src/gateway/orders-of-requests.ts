import { Client } from '@temporalio/client';
import { createOrders, type Orders } from '../client.js';

/** The calls of one request, by its id. */
export type OrdersOf = (request: { readonly id: string }) => Orders;

/**
 * Makes the calls in the name of the request that asks for them: beside each message of an order its history keeps who sent
 * it (`identity`), which is this process and the id under which the request is in the log.
 */
export const ordersOfRequests =
  (client: Client, taskQueue: string): OrdersOf =>
  ({ id }) => {
    const { options, connection } = client;
    const identity = `${options.identity} request ${id}`;
    return createOrders(new Client({ ...options, connection, identity }), { taskQueue });
  };

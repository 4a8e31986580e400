import { Client } from '@temporalio/client';
import { expect, it } from 'vitest';
import { createOrders } from '../../src/client.js';
import { anOrder } from '../support/an-order.js';
import { useStack } from '../support/stack.js';

const stack = useStack();

/** The client of a shop in another namespace. */
const ordersIn = (namespace: string) =>
  createOrders(new Client({ connection: stack().client.connection, namespace }));

it('says that the namespace is missing, and how to make it', async () => {
  await expect(ordersIn('nowhere').place(anOrder())).rejects.toMatchObject({
    code: 'not_set_up',
    message: 'Temporal is not ready for orders, the namespace is missing: run npm run setup against it',
  });
});

it('says that the search attributes are missing, and how to make them', async () => {
  const { client } = stack();
  await client.workflowService.registerNamespace({
    namespace: 'bare',
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const refusal = () =>
    ordersIn('bare')
      .place(anOrder())
      .catch((error: unknown) => error);

  // The server takes a moment to know its new namespace.
  await expect.poll(refusal, { timeout: 20_000 }).toMatchObject({
    code: 'not_set_up',
    message:
      'Temporal is not ready for orders, the search attributes are missing: run npm run setup against it',
  });
});

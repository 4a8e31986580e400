import { Client, Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { createOrders, type OrderFilter } from '../../src/client.js';

// Nothing is asked: the connection has nowhere to go.
const orders = createOrders(new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) }));

test('names every field of a filter that is wrong', async () => {
  const filter = { phase: "closed' OR WorkflowType != '", outcome: 'lost', attention: '', limit: 0, by: 'x' };

  await expect(orders.list(filter as unknown as OrderFilter)).rejects.toMatchObject({
    code: 'invalid_input',
    problems: Object.keys(filter).map((field) => expect.objectContaining({ field }) as object),
  });
});

test.each([0.5, 1_001, Number.NaN, '3'])('takes no limit of %s', async (limit) => {
  await expect(orders.list({ limit: limit as number })).rejects.toThrow(
    'limit: expected a whole number, 1 to 1000',
  );
});

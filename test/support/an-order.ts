import { randomUUID } from 'node:crypto';
import type { OrderRequest } from '../../src/client.js';

/** The event and the set of the documentation's examples. */
export const event = '56a6253df06c5a059a93802e';
export const set = '56a6254bf06c5a059b93800c';

/** Asks for one ticket as the documentation does, under a reference of its own. */
export function anOrder({
  tickets = 1,
  ...rest
}: Partial<Omit<OrderRequest, 'tickets'>> & { tickets?: number } = {}): OrderRequest {
  return {
    reference: `test-${randomUUID()}`,
    event,
    random: { [set]: tickets },
    payment: { system: 'api/BASE' },
    ...rest,
  };
}

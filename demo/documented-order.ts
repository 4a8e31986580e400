import type { OrderRequest } from '../src/client.js';

/** The set of tickets in the examples of Ticketscloud's documentation. */
export const documentedSet = '56a6254bf06c5a059b93800c';

/** The order of the same examples: one ticket of the set, any, paid to the shop itself. */
export const documentedOrder: Omit<OrderRequest, 'reference'> = {
  event: '56a6253df06c5a059a93802e',
  random: { [documentedSet]: 1 },
  payment: { system: 'api/BASE' },
};

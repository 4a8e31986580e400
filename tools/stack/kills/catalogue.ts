import type { Catalogue } from '../../../sandbox/sandbox.js';
import type { OrderRequest } from '../../../src/client.js';

// A set is searched for a free ticket from its start, and an event's orders for a lost one: so many small ones are sold from.
const events = 100;
const ticketsEach = 1_000;

/** How many orders there can be. */
export const mostOrders = events * ticketsEach;

const id = (prefix: string, number: number) => prefix + number.toString(16).padStart(6, '0');
const eventId = (number: number) => id('56a6253df06c5a059a', (number + 1) * 0x1000);
const setId = (number: number) => id('56a6254bf06c5a059b', number);

/** Enough tickets for everybody. */
export const catalogue: Catalogue = {
  events: Array.from({ length: events }, (_, number) => ({
    id: eventId(number),
    sets: [{ id: setId(number), rule: setId(number), price: '100.00', tickets: ticketsEach }],
  })),
};

/** The request of order number so-and-so: one ticket. */
export function orderRequest(reference: string, number: number): OrderRequest {
  const event = number % events;
  return {
    reference,
    event: eventId(event),
    random: { [setId(event)]: 1 },
    payment: { system: 'api/BASE' },
  };
}

/** What is on sale. Ticket ids follow from the event's id. */
export interface Catalogue {
  events: CatalogueEvent[];
}

export interface CatalogueEvent {
  id: string;
  /** `price` is a decimal string; `tickets` says how many there are. */
  sets: { id: string; rule: string; price: string; tickets: number }[];
}

/** The documentation's event: its own set of 40 tickets at 100.00, and a scarce one at 250.00. */
export const documentedCatalogue: Catalogue = {
  events: [
    {
      id: '56a6253df06c5a059a93802e',
      sets: [
        { id: '56a6254bf06c5a059b93800c', rule: '56a6254bf06c5a059b93800b', price: '100.00', tickets: 40 },
        { id: '56a6254bf06c5a059b93800e', rule: '56a6254bf06c5a059b93800d', price: '250.00', tickets: 4 },
      ],
    },
  ],
};

/** The seller, the organiser and the partner are one in the documentation's examples. */
export const partnerId = '56810047f06c5a6ac62f4e1d';

// How far behind its event the documentation's first ticket is: …93802e and …9380a0.
const firstTicketOffset = 0x72;

/** The id of an event's ticket number `index`, counted over all its sets. */
export function ticketId(eventId: string, index: number): string {
  const counter = (Number.parseInt(eventId.slice(18), 16) + firstTicketOffset + index) % 0x100_0000;
  return eventId.slice(0, 18) + counter.toString(16).padStart(6, '0');
}

import type { Catalogue } from './catalogue.js';
import { ticketId } from './catalogue.js';
import { refuse } from './refusal.js';

/** Every ticket there is and whose it is at the moment. Plain data. */
export interface Stock {
  sets: Map<string, TicketSet>;
  tickets: Map<string, Ticket>;
}

interface TicketSet {
  event: string;
  rule: string;
  /** In hundredths. */
  price: number;
  tickets: string[];
}

interface Ticket {
  event: string;
  set: string;
  state: TicketState;
}

export type TicketState = 'free' | 'held' | 'sold';

/** What an order asks for: tickets by id, or so many of each set. */
export type TicketWish = { tickets: string[] } | { random: Record<string, number> };

export type StockCount = Record<string, { total: number } & Record<TicketState, number>>;

export function openStock(catalogue: Catalogue): Stock {
  const stock: Stock = { sets: new Map(), tickets: new Map() };
  for (const event of catalogue.events) {
    let index = 0;
    for (const { id, rule, price, tickets } of event.sets) {
      const ids = Array.from({ length: tickets }, () => ticketId(event.id, index++));
      stock.sets.set(id, { event: event.id, rule, price: Math.round(Number(price) * 100), tickets: ids });
      for (const ticket of ids) stock.tickets.set(ticket, { event: event.id, set: id, state: 'free' });
    }
  }
  return stock;
}

/**
 * Chooses the tickets that can be had for a wish, without taking them: free ones, and the order's `own`.
 * Those that cannot be had are left out; `complete` says whether there are any such.
 */
export function chooseTickets(stock: Stock, event: string, wish: TicketWish, own: string[]) {
  const isFree = (id: string) => stock.tickets.get(id)?.state === 'free';
  if ('tickets' in wish) {
    const wanted = [...new Set(wish.tickets)];
    const stranger = wanted.find((id) => stock.tickets.get(id)?.event !== event);
    if (stranger !== undefined) refuse(400, `ticket (id = ${stranger}) does not belong to current event`);
    const tickets = wanted.filter((id) => own.includes(id) || isFree(id));
    return { tickets, complete: tickets.length === wanted.length };
  }
  let complete = true;
  const tickets = Object.entries(wish.random).flatMap(([id, count]) => {
    const set = stock.sets.get(id);
    if (set?.event !== event) refuse(400, `set (id = ${id}) does not belong to current event`);
    const available = [
      ...own.filter((ticket) => set.tickets.includes(ticket)),
      ...set.tickets.filter(isFree),
    ];
    complete &&= available.length >= count;
    return available.slice(0, count);
  });
  return { tickets, complete };
}

export function markTickets(stock: Stock, ids: string[], state: TicketState): void {
  for (const id of ids) {
    const ticket = stock.tickets.get(id);
    if (ticket) ticket.state = state;
  }
}

/** The price of the tickets, in hundredths. */
export function priceOf(stock: Stock, ids: string[]): number {
  return setsOf(stock, ids).reduce((sum, [, set]) => sum + set.price, 0);
}

/** Which rule each of the tickets' sets is sold under, as orders show it. */
export function rulesOf(stock: Stock, ids: string[]): Record<string, string> {
  return Object.fromEntries(setsOf(stock, ids).map(([id, set]) => [id, set.rule]));
}

export function countStock(stock: Stock): StockCount {
  const count: StockCount = {};
  for (const [id, set] of stock.sets) count[id] = { total: set.tickets.length, free: 0, held: 0, sold: 0 };
  for (const { set, state } of stock.tickets.values()) {
    const ofSet = count[set];
    if (ofSet) ofSet[state] += 1;
  }
  return count;
}

function setsOf(stock: Stock, ids: string[]): [string, TicketSet][] {
  return ids.flatMap((id) => {
    const name = stock.tickets.get(id)?.set ?? '';
    const set = stock.sets.get(name);
    return set ? [[name, set] satisfies [string, TicketSet]] : [];
  });
}

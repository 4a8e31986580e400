import type { OrderView } from '../sandbox/order-view.js';
import type { Fault, JournalEntry } from '../sandbox/sandbox.js';
import type { StockCount } from '../sandbox/stock.js';
import { documentedSet } from './documented-order.js';

/** How many of the documented set's tickets are in which state. */
export type Stock = Record<'free' | 'held' | 'sold', number>;

export type Platform = ReturnType<typeof visitPlatform>;

/** Looks at the platform from its own side, over HTTP, like a person who opens these addresses. */
export function visitPlatform(url: string) {
  async function call<T>(method: string, path: string, body?: Fault): Promise<T> {
    const response = await fetch(`${url}/_sandbox/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`${method} ${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
  return {
    /** The orders that bear the reference: the saga writes it into the page that the customer returns to. */
    async orders(reference: string): Promise<OrderView[]> {
      const orders = await call<OrderView[]>('GET', 'orders');
      return orders.filter(({ payment: { success_url: page } }) => {
        return page !== null && new URL(page).searchParams.get('reference') === reference;
      });
    },
    async stock(): Promise<Stock> {
      const { free = 0, held = 0, sold = 0 } = (await call<StockCount>('GET', 'stock'))[documentedSet] ?? {};
      return { free, held, sold };
    },
    /** What was received and answered so far, in the order in which it came. */
    journal: () => call<JournalEntry[]>('GET', 'journal'),
    /** Lets the platform misbehave. */
    fail: (fault: Fault) => call('POST', 'faults', fault),
    /** Ends all misbehaviour, also what has not shown yet. */
    behave: () => call('DELETE', 'faults'),
  };
}

export function tellStock({ free, held, sold }: Stock): string {
  return `${free} free, ${held} held, ${sold} sold`;
}

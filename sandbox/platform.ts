import type { Catalogue } from './catalogue.js';
import type { IdSource } from './ids.js';
import { createIdSource } from './ids.js';
import type { Customer } from './order-body.js';
import type { PaymentSystem } from './payment-systems.js';
import type { Stock, TicketState } from './stock.js';
import { markTickets, openStock } from './stock.js';

/** All that the platform knows. Plain data, so that a request can be rehearsed on a copy. */
export interface Platform {
  rules: PlatformRules;
  stock: Stock;
  orders: Map<string, Order>;
  ids: IdSource;
}

export interface PlatformRules {
  /** How long tickets are held: after the creation, and from in_progress on by who settles. */
  holds: { executedMs: number; sellerMs: number; redirectMs: number };
  /** Whether an order that holds nothing cannot be canceled, which the documentation leaves open. */
  refuseTicketlessCancel: boolean;
  /** Whether the collection ignores its filters and pages, which version 1 does not document. */
  ignoreFilters: boolean;
  /** Where the payment page is. */
  origin: string;
}

export type OrderStatus = 'executed' | 'in_progress' | 'done' | 'canceled' | 'expired';

/** One order; instants in epoch ms. */
export interface Order {
  id: string;
  number: number;
  event: string;
  status: OrderStatus;
  createdAt: number;
  updatedAt: number;
  reservedTill: number;
  tickets: string[];
  customer: Customer;
  payment: { system: PaymentSystem | null; successUrl: string | null; failureUrl: string | null };
  promocodes: string[];
  /** Where the customer pays, from in_progress on. */
  redirectUrl: string | null;
}

export function openPlatform(catalogue: Catalogue, seed: number, rules: PlatformRules): Platform {
  return { rules, stock: openStock(catalogue), orders: new Map(), ids: createIdSource(seed) };
}

const ticketStates: Record<OrderStatus, TicketState> = {
  executed: 'held',
  in_progress: 'held',
  done: 'sold',
  canceled: 'free',
  expired: 'free',
};

/** Whether the order can still change. */
export function isOpen(order: Order): boolean {
  return ticketStates[order.status] === 'held';
}

/** Puts an order in its new state; its tickets follow. The only place where either changes. */
export function saveOrder(platform: Platform, order: Order): void {
  const before = platform.orders.get(order.id);
  if (before) markTickets(platform.stock, before.tickets, 'free');
  markTickets(platform.stock, order.tickets, ticketStates[order.status]);
  platform.orders.set(order.id, order);
}

/** Ends every open order whose `reserved_till` has come. Precedes every look at the platform. */
export function expireLapsed(platform: Platform, now: number): void {
  for (const order of platform.orders.values()) {
    if (isOpen(order) && order.reservedTill <= now) saveOrder(platform, { ...order, status: 'expired' });
  }
}

import type { Order, Platform } from './platform.js';
import { isOpen, saveOrder } from './platform.js';
import { refuse } from './refusal.js';

export const platformMoves = ['pay', 'expire', 'cancel', 'vanish'] as const;

/** What the platform does to an order by itself, without telling the seller. */
export type PlatformMove = (typeof platformMoves)[number];

/**
 * Makes a move of the platform's own. `pay` needs an order in progress, `expire` and `cancel` an open one;
 * `vanish` forgets any order and frees its tickets, as a wiped staging host does.
 */
export function movePlatform(platform: Platform, move: PlatformMove, id: string, now: number): void {
  const order = findOrder(platform, id);
  switch (move) {
    case 'pay':
      if (order.status !== 'in_progress') refuseMove(move, order);
      return saveOrder(platform, { ...order, status: 'done', updatedAt: now });
    case 'expire':
      if (!isOpen(order)) refuseMove(move, order);
      return saveOrder(platform, { ...order, status: 'expired' });
    case 'cancel':
      if (!isOpen(order)) refuseMove(move, order);
      return saveOrder(platform, { ...order, status: 'canceled' });
    case 'vanish':
      if (isOpen(order) || order.status === 'done') saveOrder(platform, { ...order, tickets: [] });
      platform.orders.delete(id);
  }
}

/** Moves an open order's `reserved_till` later, as the platform may at any time. */
export function prolongHold(platform: Platform, id: string, ms: number): void {
  const order = findOrder(platform, id);
  if (!isOpen(order)) refuseMove('prolong', order);
  saveOrder(platform, { ...order, reservedTill: order.reservedTill + ms });
}

function findOrder(platform: Platform, id: string): Order {
  return platform.orders.get(id) ?? refuse(404, `Order ${id} not found`);
}

function refuseMove(move: string, { id, status }: Order): never {
  refuse(400, `${move}: order ${id} is ${status}`);
}

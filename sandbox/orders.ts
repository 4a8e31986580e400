import { nextHex, nextId, nextNumber } from './ids.js';
import type { CreateBody, PatchBody } from './order-body.js';
import { wishOf } from './order-body.js';
import { findPaymentSystem, paymentSystems } from './payment-systems.js';
import type { Order, OrderStatus, Platform } from './platform.js';
import { isOpen, saveOrder } from './platform.js';
import { refuse } from './refusal.js';
import { chooseTickets } from './stock.js';

/** Makes an order that holds what can be held, and returns it as the answer shows it. */
export function createOrder(platform: Platform, body: CreateBody, now: number): Order {
  const { stock, ids, rules } = platform;
  if (![...stock.sets.values()].some((set) => set.event === body.event))
    refuse(400, `Event ${body.event} not found`);
  const wish = wishOf(body);
  if (!wish || Object.values(wish).every((wanted) => Object.keys(wanted).length === 0))
    refuse(400, "'tickets' or 'random' must be");
  const { tickets, complete } = chooseTickets(stock, body.event, wish, []);
  const blank: Order = {
    id: '',
    number: 0,
    event: body.event,
    status: 'executed',
    createdAt: now,
    updatedAt: now,
    reservedTill: now + rules.holds.executedMs,
    tickets: body.all_or_nothing && !complete ? [] : tickets,
    customer: { lang: 'ru' },
    payment: { system: null, successUrl: null, failureUrl: null },
    promocodes: [],
    redirectUrl: null,
  };
  // Ids are drawn last: a refused request takes none.
  const order = { ...withDetails(blank, body), id: nextId(ids), number: nextNumber(ids) };
  saveOrder(platform, order);
  return asAnswered(blank, order);
}

/** Changes an order as far as its state allows, all or nothing, and returns it as the answer shows it. */
export function patchOrder(platform: Platform, order: Order, body: PatchBody, now: number): Order {
  if (!isOpen(order)) {
    if (body.status === 'canceled') refuse(400, `Order ${order.id} is not cancellable`);
    refuseIn(order);
  }
  if (order.status === 'in_progress' && (body.customer || body.payment || body.promocodes)) refuseIn(order);
  const changed = withDetails(withTickets(platform, order, body), body);
  const touched = changed.tickets !== order.tickets || body.customer || body.promocodes;
  const next = withStatus(platform, touched ? { ...changed, updatedAt: now } : changed, body.status, now);
  saveOrder(platform, next);
  return asAnswered(order, next);
}

// The answer to the request that sets the payment still shows it as it was, unless the order moved on (seed 001).
function asAnswered(before: Order, after: Order): Order {
  return before.status === after.status ? { ...after, payment: before.payment } : after;
}

function withTickets(platform: Platform, order: Order, body: PatchBody): Order {
  const wish = wishOf(body);
  if (!wish) return order;
  const { tickets } = chooseTickets(platform.stock, order.event, wish, order.tickets);
  if (order.status === 'in_progress') {
    if (tickets.some((id) => !order.tickets.includes(id))) refuseIn(order);
    if (tickets.length === 0) refuse(400, 'there is no tickets in order');
  }
  return { ...order, tickets };
}

function withDetails(order: Order, { customer, payment, promocodes }: PatchBody): Order {
  const { system = order.payment.system, success_url, failure_url } = payment ?? {};
  const known = system === null ? null : findPaymentSystem(system);
  if (known === undefined) refuse(400, `Payment system ${system} not found`);
  return {
    ...order,
    customer: { ...order.customer, ...customer },
    payment: {
      system: known,
      successUrl: success_url === undefined ? order.payment.successUrl : success_url,
      failureUrl: failure_url === undefined ? order.payment.failureUrl : failure_url,
    },
    promocodes: promocodes ?? order.promocodes,
  };
}

function withStatus(platform: Platform, order: Order, status: OrderStatus | undefined, now: number): Order {
  const { rules, ids } = platform;
  const settledBy = order.payment.system && paymentSystems[order.payment.system].settledBy;
  switch (status) {
    case undefined:
      return order;
    case 'in_progress': {
      if (order.status !== 'executed') refuseIn(order);
      if (order.tickets.length === 0) refuse(400, 'there is no tickets in order');
      if (!settledBy) refuse(400, 'Payment system is not set');
      const [holdMs, redirectUrl] =
        settledBy === 'platform'
          ? [rules.holds.redirectMs, `${rules.origin}/pay/${nextHex(ids, 40)}`]
          : [
              rules.holds.sellerMs,
              `https://www.goodservice.ru/payment_params.php?customer=${nextHex(ids, 40)}`,
            ];
      return { ...order, status, redirectUrl, reservedTill: now + holdMs, updatedAt: now };
    }
    case 'done':
      if (order.status !== 'in_progress' || settledBy !== 'seller') refuseIn(order);
      return { ...order, status, updatedAt: now };
    case 'canceled':
      if (order.tickets.length === 0 && rules.refuseTicketlessCancel)
        refuse(400, `Order ${order.id} is not cancellable`);
      // updatedAt stays (seed 004).
      return { ...order, status };
    case 'executed':
    case 'expired':
      // Nobody can set these by hand.
      break;
  }
  return refuseIn(order);
}

function refuseIn(order: Order): never {
  refuse(400, `Incorrect status ${order.status} for this operation`);
}

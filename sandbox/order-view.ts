import { partnerId } from './catalogue.js';
import { formatInstant } from './clock.js';
import { paymentSystems } from './payment-systems.js';
import type { Order, Platform } from './platform.js';
import { priceOf, rulesOf } from './stock.js';

export type OrderView = ReturnType<typeof viewOrder>;

/** An order as the API shows it. */
export function viewOrder({ stock }: Platform, order: Order) {
  const { payment, status, redirectUrl } = order;
  const full = (priceOf(stock, order.tickets) / 100).toFixed(2);
  return {
    id: order.id,
    created_at: formatInstant(order.createdAt),
    customer: order.customer,
    deal: null,
    event: order.event,
    number: order.number,
    org: partnerId,
    payment: {
      failure_url: payment.failureUrl,
      ...(status === 'in_progress' && redirectUrl !== null && { redirect_url: redirectUrl }),
      success_url: payment.successUrl,
      system: payment.system && paymentSystems[payment.system].id,
    },
    promocodes: order.promocodes,
    reserved_till: formatInstant(order.reservedTill),
    rules: rulesOf(stock, order.tickets),
    status,
    tickets: order.tickets,
    updated_at: formatInstant(order.updatedAt),
    value: full,
    value_extra: '0.00',
    values: { extra: '0.00', full, nominal: full },
    vendor: partnerId,
  };
}

/** All orders as the API shows them, newest first (the documentation leaves the order open). */
export function viewOrders(platform: Platform): OrderView[] {
  return [...platform.orders.values()].map((order) => viewOrder(platform, order)).toReversed();
}

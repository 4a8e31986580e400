import type { Order } from '../domain/order.js';
import type { CheckedRequest } from '../domain/order-request.js';
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { deed } from './failures.js';
import { marked } from './marker.js';
import { reach, type Again } from './reach.js';

/** Chooses how the order is paid. Run twice, the second finds it chosen. */
export const setPaymentSystem =
  (ticketscloud: Ticketscloud) =>
  (id: string, request: CheckedRequest, again?: Again): Promise<Order> => {
    // The mark again: whether a PATCH keeps the rest of `payment` is not documented.
    const payment = { system: request.payment.system, ...marked(request) };
    return deed(() =>
      reach(ticketscloud, id, { payment }, ({ paymentSystem }) => paymentSystem !== undefined, again),
    );
  };

/** Starts the platform's time for the payment, which moves the end of the hold later. Run twice, the second finds it started. */
export const setInProgress =
  (ticketscloud: Ticketscloud) =>
  (id: string, again?: Again): Promise<Order> =>
    deed(() =>
      reach(ticketscloud, id, { status: 'in_progress' }, ({ status }) => status === 'in_progress', again),
    );

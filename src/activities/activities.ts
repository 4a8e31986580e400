/** The deeds of the saga, one function each, so that a timeline of activities reads as the story of the order. */
import type { Ticketscloud } from '../ticketscloud/ticketscloud.js';
import { completeOrder } from './complete-order.js';
import { cancelOrder, createOrder, findLostOrder } from './hold-tickets.js';
import { setInProgress, setPaymentSystem } from './make-payment-due.js';
import { readOrder } from './read-order.js';
import { watchOrder } from './watch-order.js';

/** Binds the deeds to an upstream. The names are stored in histories: renaming one is a breaking change. */
export function createActivities(ticketscloud: Ticketscloud) {
  return {
    createOrder: createOrder(ticketscloud),
    findLostOrder: findLostOrder(ticketscloud),
    setPaymentSystem: setPaymentSystem(ticketscloud),
    setInProgress: setInProgress(ticketscloud),
    completeOrder: completeOrder(ticketscloud),
    cancelOrder: cancelOrder(ticketscloud),
    readOrder: readOrder(ticketscloud),
    watchOrder: watchOrder(ticketscloud),
  };
}

export type Activities = ReturnType<typeof createActivities>;

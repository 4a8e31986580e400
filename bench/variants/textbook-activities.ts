import type { OrderRequest } from '../../src/client.js';
import type { Call, Ticketscloud } from '../../src/ticketscloud/ticketscloud.js';

const call: Call = { deadlineMs: 15_000 };

/** The steps of the textbook, over the same HTTP client as ours, so that the calls cost the same. */
export function createTextbookActivities(ticketscloud: Ticketscloud) {
  const patch = async (id: string, change: Parameters<Ticketscloud['patchOrder']>[1]) =>
    (await ticketscloud.patchOrder(id, change, call)).value;
  return {
    createOrder: async ({ event, random, tickets }: OrderRequest) =>
      (await ticketscloud.createOrder({ event, random, tickets }, call)).value,
    setPaymentSystem: (id: string, { payment: { system } }: OrderRequest) =>
      patch(id, { payment: { system } }),
    setInProgress: (id: string) => patch(id, { status: 'in_progress' }),
    completeOrder: (id: string) => patch(id, { status: 'done' }),
    cancelOrder: (id: string) => patch(id, { status: 'canceled' }),
  };
}

export type TextbookActivities = ReturnType<typeof createTextbookActivities>;

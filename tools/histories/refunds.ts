import { inFull, paymentOf, place, type Scenario, type Stage } from './stage.js';

/** The orders that leave a refund whose history is recorded. */
export const refundScenarios: Readonly<Record<string, Scenario>> = {
  async 'refund-after-the-end'(stage) {
    await place(stage);
    await stage.orders.cancel(stage.reference, { by: 'customer' });
    await stage.orders.outcome(stage.reference);
    await stage.orders.confirmPayment(stage.reference, inFull);
    await settle(stage);
  },

  async 'refund-of-an-excess'(stage) {
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, paymentOf('40.00'));
    await stage.orders.confirmPayment(stage.reference, inFull);
    await settle(stage);
  },
};

function settle({ orders, reference }: Stage) {
  return orders.settleRefund(reference, inFull.paymentId, { by: 'accounting', note: 'sent back' });
}

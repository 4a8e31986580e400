import type { PaymentDue } from '../../src/client.js';
import { inFull, look, place, toStatus, type Scenario } from './stage.js';

const paymentPage = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };

/** Orders with which the platform does something of its own accord. */
export const platformScenarios: Readonly<Record<string, Scenario>> = {
  async 'done-by-the-platform'(stage) {
    stage.sandbox.meanwhile(look, 'before', ({ orderId }) => stage.sandbox.platform.pay(orderId!));
    await place(stage, paymentPage);
  },

  async 'claim-expired'(stage) {
    const { orders, reference, sandbox } = stage;
    const looked = new Promise((resolve) => sandbox.meanwhile(look, 'after', resolve));
    await place(stage, paymentPage);
    await looked;
    sandbox.meanwhile(look, 'before', ({ orderId }) => sandbox.platform.expire(orderId!));
    await orders.confirmPayment(reference, inFull);
  },

  async vanished(stage) {
    stage.sandbox.meanwhile(toStatus('done'), 'before', ({ orderId }) =>
      stage.sandbox.platform.vanish(orderId!),
    );
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, inFull);
  },

  async 'vanished-before-payment'(stage) {
    stage.sandbox.meanwhile(toStatus('in_progress'), 'before', ({ orderId }) =>
      stage.sandbox.platform.vanish(orderId!),
    );
    await place(stage);
  },

  async 'expired-by-the-platform'(stage) {
    stage.sandbox.meanwhile(look, 'before', ({ orderId }) => stage.sandbox.platform.expire(orderId!));
    await place(stage, paymentPage);
  },

  /** The hold is nearly over once the payment is due, and prolonged when it is to be released. */
  async prolonged(stage) {
    const { orders, reference, sandbox } = stage;
    sandbox.fail({ match: toStatus('in_progress'), effect: true, fault: { kind: 'reset' } });
    sandbox.meanwhile(look, 'before', () => sandbox.advance(30 * 60_000 - 4_000));
    const due = await place(stage);
    sandbox.meanwhile(look, 'before', ({ orderId }) => sandbox.platform.prolong(orderId!, 600_000));
    const { payBefore } = due as PaymentDue;
    while ((await orders.status(reference)).payBefore === payBefore);
    await orders.confirmPayment(reference, inFull);
  },
};

import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { payByUpdate } from './pay-by-update.js';
import { inFull, payAndBeHeard, paymentOf, place, set, toStatus, type Scenario } from './stage.js';

/** The orders whose histories are recorded. Every way to end, and the ways there on which the saga does something of its own. */
export const orderScenarios: Readonly<Record<string, Scenario>> = {
  async paid(stage) {
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, inFull);
  },

  async 'paid-in-parts'(stage) {
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, paymentOf('40.00'));
    await stage.orders.confirmPayment(stage.reference, paymentOf('60.00'));
  },

  async 'paid-by-update'(stage) {
    await place(stage);
    await payByUpdate(stage.workflow, inFull);
  },

  async 'paid-early'(stage) {
    stage.sandbox.meanwhile({ method: 'POST' }, 'after', () => payAndBeHeard(stage));
    await place(stage);
  },

  async 'answers-lost'(stage) {
    const busy = { kind: 'status', status: 503, headers: { 'Retry-After': '1' } } as const;
    stage.sandbox.fail({ match: { method: 'POST' }, fault: busy });
    for (const status of ['in_progress', 'done'])
      stage.sandbox.fail({ match: toStatus(status), effect: true, fault: { kind: 'reset' } });
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, inFull);
  },

  async 'called-off-too-late'(stage) {
    let refused: Promise<unknown> | undefined;
    stage.sandbox.meanwhile(toStatus('done'), 'before', () => {
      refused = stage.orders.cancel(stage.reference, { by: 'customer' }).catch(() => undefined);
      return refused;
    });
    await place(stage);
    await payByUpdate(stage.workflow, inFull);
    await refused;
  },

  expired: (stage) => place(stage, { paymentWindow: '1 second' }),

  async 'called-off'(stage) {
    await place(stage);
    await stage.orders.cancel(stage.reference, { by: 'customer', reason: 'found a better date' });
  },

  async 'canceled-by-temporal'(stage) {
    await place(stage);
    await stage.workflow.cancel();
  },

  async declined(stage) {
    await place(stage);
    await stage.orders.paymentFailed(stage.reference, { reason: 'card expired' });
  },

  unavailable: (stage) => place(stage, { random: { [set]: 41 } }),

  rejected: (stage) => place(stage, { event: 'ffffffffffffffffffffffff' }),

  async excess(stage) {
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, paymentOf('130.00'));
  },

  async 'payment-conflict'(stage) {
    const { orders, reference } = stage;
    await place(stage);
    await orders.confirmPayment(reference, { paymentId: 'first', amount: '40.00' });
    await orders.confirmPayment(reference, { paymentId: 'first', amount: '60.00' });
    await orders.resolve(reference, { by: 'operator', outcome: 'completed', note: 'the second is another' });
    await orders.confirmPayment(reference, { paymentId: 'second', amount: '60.00' });
  },

  async 'payment-malformed'(stage) {
    await place(stage);
    await stage.workflow.signal('paymentConfirmed', { paymentId: 'as-a-number', amount: 100 });
    await stage.workflow.signal(paymentConfirmedSignal, inFull);
  },

  async 'create-adopted'(stage) {
    stage.sandbox.fail({ match: { method: 'POST' }, effect: true, fault: { kind: 'reset' } });
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, inFull);
  },

  async 'created-again'(stage) {
    stage.sandbox.fail({ match: { method: 'POST' }, fault: { kind: 'reset' } });
    await place(stage);
    await stage.orders.confirmPayment(stage.reference, inFull);
  },

  async 'reset-when-done'(stage) {
    const { orders, reference, workflow } = stage;
    await place(stage);
    await orders.confirmPayment(reference, inFull);
    await orders.outcome(reference);
    await workflow.client.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: workflow.workflowId },
      // Of the first workflow task, which schedules the create.
      workflowTaskFinishEventId: 4 as never,
      requestId: reference,
      reason: 'the order is looked for',
    });
  },

  async 'refund-required'(stage) {
    stage.sandbox.meanwhile(toStatus('canceled'), 'after', () => payAndBeHeard(stage));
    await place(stage, { paymentWindow: '1 second' });
  },
};

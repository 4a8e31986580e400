import { paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { payByUpdate, updateIdOf } from './pay-by-update.js';
import { untilAdmitted, untilRecorded } from './pending.js';
import {
  inFull,
  look,
  payAndBeHeard,
  paymentOf,
  place,
  toStatus,
  type Scenario,
  type Stage,
} from './stage.js';

const soon = { paymentWindow: '1 second' };
const sayPaid = ({ workflow }: Stage) => workflow.signal(paymentConfirmedSignal, inFull);

/** The races of docs/races.md that have to be forced: what is `together` waits for one workflow task. */
export const raceScenarios: Readonly<Record<string, Scenario>> = {
  'payment-and-deadline-together': (stage) =>
    whileNobodyDecides(stage, soon, async () => {
      await sayPaid(stage);
      await untilRecorded(stage.workflow, 'timerFired');
    }),

  'deadline-and-payment-together': (stage) =>
    whileNobodyDecides(stage, soon, async () => {
      await untilRecorded(stage.workflow, 'timerFired');
      await sayPaid(stage);
    }),

  'payment-and-cancellation-together': (stage) =>
    whileNobodyDecides(stage, {}, async () => {
      await sayPaid(stage);
      await stage.workflow.cancel();
    }),

  'cancellation-and-payment-together': (stage) =>
    whileNobodyDecides(stage, {}, async () => {
      await stage.workflow.cancel();
      await sayPaid(stage);
    }),

  'payment-and-cancel-together': (stage) =>
    whileNobodyDecides(stage, {}, async () => {
      await confirm(stage);
      await callOff(stage);
    }),

  'cancel-and-payment-together': (stage) =>
    whileNobodyDecides(stage, {}, async () => {
      await callOff(stage);
      await confirm(stage);
    }),

  async 'last-answer-and-payment-together'(stage) {
    const { sandbox, worker, workflow } = stage;
    await place(stage);
    const resting = new Promise<void>((resolve) =>
      sandbox.meanwhile(toStatus('done'), 'before', () => worker.rest().then(resolve)),
    );
    void payByUpdate(workflow, inFull);
    await resting;
    await untilRecorded(workflow, 'activityTaskCompleted', 2);
    await confirm(stage, paymentOf('50.00'));
    await worker.decide();
  },

  async 'payment-during-the-look'(stage) {
    stage.sandbox.meanwhile(look, 'after', () => payAndBeHeard(stage));
    await place(stage, soon);
  },

  async 'payment-before-the-cancel'(stage) {
    stage.sandbox.meanwhile(look, 'after', () => payAndBeHeard(stage));
    await place(stage);
    await stage.orders.cancel(stage.reference, { by: 'customer' }).catch(() => undefined);
  },

  async 'done-and-paid-during-the-cancel'(stage) {
    stage.sandbox.meanwhile(toStatus('canceled'), 'before', async ({ orderId }) => {
      await sayPaid(stage);
      await stage.sandbox.platform.pay(orderId!);
    });
    await place(stage, soon);
  },

  async 'done-during-the-cancel'(stage) {
    stage.sandbox.meanwhile(toStatus('canceled'), 'before', ({ orderId }) =>
      stage.sandbox.platform.pay(orderId!),
    );
    await place(stage, soon);
  },

  async 'expired-before-done'(stage) {
    stage.sandbox.meanwhile(toStatus('done'), 'before', ({ orderId }) =>
      stage.sandbox.platform.expire(orderId!),
    );
    await place(stage);
    await sayPaid(stage);
  },

  'lapsed-while-nobody-decides': (stage) =>
    whileNobodyDecides(stage, soon, async () => {
      await untilRecorded(stage.workflow, 'timerFired');
      const [order] = await stage.sandbox.orders();
      await stage.sandbox.platform.expire(order!.id);
      await sayPaid(stage);
    }),

  async 'cancel-answer-lost'(stage) {
    stage.sandbox.fail({ match: toStatus('canceled'), effect: true, fault: { kind: 'reset' } });
    await place(stage, soon);
  },
};

async function whileNobodyDecides(
  stage: Stage,
  request: Parameters<typeof place>[1],
  happen: () => Promise<unknown>,
): Promise<void> {
  await place(stage, request);
  await stage.worker.whileNobodyDecides(happen);
}

/** Sends what only a worker can accept, and returns when it waits for one. */
async function confirm({ workflow }: Stage, payment = inFull): Promise<void> {
  void payByUpdate(workflow, payment);
  await untilAdmitted(workflow, updateIdOf(payment));
}

async function callOff({ orders, reference, workflow }: Stage): Promise<void> {
  void orders.cancel(reference, { by: 'customer' }).catch(() => undefined);
  await untilAdmitted(workflow, 'cancel-customer');
}

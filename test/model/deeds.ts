import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createOrders } from '../../src/client.js';
import { cancelOrderUpdate, orderWorkflowId, paymentConfirmedSignal } from '../../src/workflows/contract.js';
import type { Shop } from '../support/shop.js';
import type { Deed } from './story.js';
import type { Report } from './witness.js';

export type Scene = ReturnType<typeof openScene>;

/** Where the deeds of one story are done, and what they leave behind. */
export function openScene(env: TestWorkflowEnvironment, shop: Shop, reference: string, price: number) {
  // Time is skipped by one alone: two at once would put out the server's count of who does.
  const { interceptors } = env.client.options;
  const client = new Client({ connection: env.connection, interceptors });
  const handle = client.workflow.getHandle(orderWorkflowId(reference));
  return {
    orders: createOrders(client, { taskQueue: shop.taskQueue }),
    sandbox: shop.sandbox,
    reference,
    price,
    handle,
    isOver: async () => (await handle.describe()).status.name !== 'RUNNING',
    reports: [] as { -readonly [K in keyof Report]: Report[K] }[],
    /** What is asked of the saga, each settled when it is answered or refused. */
    answers: [] as Promise<unknown>[],
    vanished: [] as string[],
  };
}

/** Does a deed; when it returns, the saga knows of it. What comes too late just does not happen; money always does. */
export async function act(scene: Scene, deed: Deed): Promise<void> {
  if ('pay' in deed) return pay(scene, deed);
  if (await scene.isOver()) return;
  await actOnRunning(scene, deed).catch(tooLate);
}

async function actOnRunning(scene: Scene, deed: Exclude<Deed, { pay: string }>): Promise<void> {
  const { orders, handle, reference, answers } = scene;
  if ('platform' in deed) return move(scene, deed.platform);
  if ('resolve' in deed) return resolveByHand(scene);
  if ('payNonsense' in deed) return handle.signal(paymentConfirmedSignal, deed.payNonsense as never);
  if ('decline' in deed) {
    const payment = deed.of !== undefined && { paymentId: deed.of };
    return orders.paymentFailed(reference, {
      reason: 'no funds',
      final: deed.decline === 'final',
      ...payment,
    });
  }
  if (deed.cancel === 'by Temporal') return void (await handle.cancel());
  const args: [{ by: string }] = [{ by: 'customer' }];
  const update = await handle.startUpdate(cancelOrderUpdate, { args, waitForStage: 'ACCEPTED' });
  answers.push(update.result().catch(tooLate));
}

async function move(scene: Scene, what: Extract<Deed, { platform: string }>['platform']): Promise<void> {
  const id = await orderIdOf(scene);
  if (id === undefined) return;
  if (what === 'prolong') return scene.sandbox.platform.prolong(id, 5 * 60_000);
  await scene.sandbox.platform[what](id);
  if (what === 'vanish') scene.vanished.push(id);
}

/** The order that the saga holds; while it holds none, one that it may yet find. */
async function orderIdOf({ orders, reference, sandbox }: Scene): Promise<string | undefined> {
  return (await orders.status(reference)).order?.id ?? (await sandbox.orders())[0]?.id;
}

/** Ends the order upstream first, so that what is then said of it stays true, whatever the saga does meanwhile. */
export async function resolveByHand(scene: Scene): Promise<void> {
  const { orders, reference, sandbox } = scene;
  const id = await orderIdOf(scene);
  if (id !== undefined) await sandbox.platform.cancel(id).catch(tooLate);
  const upstream = (await sandbox.orders()).find((order) => order.id === id);
  const outcome = upstream?.status === 'done' ? 'completed' : 'canceled';
  await orders.resolve(reference, { by: 'Anna', outcome, note: 'looked' }).catch(tooLate);
}

async function pay(scene: Scene, { pay: paymentId, hundredths, bySignal }: Extract<Deed, { pay: string }>) {
  const { orders, handle, reference, price, reports, answers, isOver } = scene;
  const amount = `${price * hundredths}.00`;
  const report: (typeof reports)[number] = { paymentId, amount, sentAt: performance.now() };
  const isKnown = async () =>
    (await orders.status(reference)).payments.some((payment) => payment.paymentId === paymentId);

  if (bySignal) {
    // An order that has ended takes no signal, so nothing was reported.
    const sent = await handle.signal(paymentConfirmedSignal, { paymentId, amount }).then(() => true, tooLate);
    if (!sent) return;
    reports.push(report);
    while (!(await isKnown())) {
      if (!(await isOver())) await pause(5);
      else if (!(await isKnown())) return;
    }
  } else {
    reports.push(report);
    const state = { answered: false };
    const answer = orders
      .confirmPayment(reference, { paymentId, amount })
      .then(({ payment }) => payment, String)
      .then((said) => (report.answer = said));
    answers.push(answer.finally(() => (state.answered = true)));
    while (!state.answered && !(await isKnown())) await pause(5);
  }
  report.knownAt = performance.now();
}

const tooLate = () => undefined;

import type { Fault } from '../sandbox/sandbox.js';
import type { OrderRequest, PaymentDue } from '../src/client.js';
import { documentedOrder } from './documented-order.js';
import { timeOfDay, type Actor, type Narrator } from './narrator.js';
import { tellStock } from './platform.js';
import type { Stack } from './stack.js';

/** What can be done in a story; most of it is told as it is done. */
export type Stage = ReturnType<typeof openStage>;

/**
 * Opens the stage for one order. `catchUp` tells what the platform has received so far, so that the lines stand in
 * the order in which things happened.
 */
export function openStage(
  { orders, platform, ...stack }: Stack,
  narrator: Narrator,
  reference: string,
  catchUp: () => Promise<void>,
) {
  async function say(who: Actor, words: string): Promise<void> {
    await catchUp();
    narrator.line(who, words);
  }

  /** The shop places the documented order, with what is given beside it, and learns until when it can be paid. */
  async function place(besides: Partial<OrderRequest> = {}): Promise<PaymentDue> {
    await say('shop', `places ${reference}`);
    const due = await orders.place({ ...documentedOrder, ...besides, reference });
    if ('outcome' in due) throw new Error(`there is nothing to pay: ${due.details ?? due.reason}`);
    await say('shop', `payment due: ${due.total} until ${timeOfDay(new Date(due.payBefore))}`);
    await look();
    return due;
  }

  /** The customer pays, and the shop reports it. */
  async function pay({ total }: PaymentDue): Promise<void> {
    await say('customer', `pays ${total}`);
    const payment = { paymentId: `payment-of-${reference}`, amount: total };
    const answer = await orders.confirmPayment(reference, payment);
    await say('shop', `payment ${answer.payment}`);
  }

  async function callOff(reason: string): Promise<void> {
    await say('customer', `calls the order off: ${reason}`);
    await orders.cancel(reference, { by: 'customer', reason });
  }

  /** Shows the platform's own view. */
  async function look(): Promise<void> {
    const [order] = await platform.orders(reference);
    const stock = tellStock(await platform.stock());
    await say('platform', `shows order ${order?.number} ${order?.status}, tickets ${stock}`);
  }

  /** Lets the platform misbehave. */
  const misfortune = (fault: Fault) => platform.fail(fault);

  /** Waits until the worker has been killed, and brings up another. */
  async function workerIsReplaced(): Promise<void> {
    const pid = await stack.workerIsGone();
    await say('worker', `process ${pid} is dead (SIGKILL)`);
    await look();
    await say('temporal', 'hands the step to another worker when it has not heard of it for 15 s');
    await stack.replaceWorker();
  }

  const { killWorkerAfter } = stack;
  return { say, place, pay, callOff, misfortune, killWorkerAfter, workerIsReplaced };
}

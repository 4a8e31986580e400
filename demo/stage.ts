import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../sandbox/sandbox.js';
import type { OrderRequest, OrderStatus, PaymentDue, ResolveByHand } from '../src/client.js';
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
  async function pay(amount: string, paymentId = `payment-of-${reference}`): Promise<void> {
    await say('customer', `pays ${amount}`);
    await report(paymentId, amount);
  }

  async function report(paymentId: string, amount: string): Promise<void> {
    const { payment } = await orders.confirmPayment(reference, { paymentId, amount });
    await say('shop', `payment ${payment}`);
  }

  /** The customer pays on the platform's own page, by its button. */
  async function payOnPage({ redirectUrl = '', total }: PaymentDue): Promise<void> {
    await say('customer', `pays ${total} on the page of the platform`);
    const form = new URLSearchParams({ decision: 'pay' });
    const { status } = await fetch(redirectUrl, { method: 'POST', body: form, redirect: 'manual' });
    if (status !== 303) throw new Error(`the payment page answered ${status}, expected 303`);
  }

  /** Waits until the list of what the shop owes shows this of the order: the list is a moment behind. */
  async function owes(amounts: string[]): Promise<void> {
    for (;;) {
      const refunds = (await orders.refundsDue()).filter((refund) => refund.reference === reference);
      const listed = refunds.map(({ amount }) => amount);
      if (isDeepStrictEqual(listed, amounts)) break;
      await sleep(50);
    }
    await say('shop', `owes of ${reference}: ${amounts.join(', ') || 'nothing'}`);
  }

  async function settleRefund(note: string): Promise<void> {
    await say('operator', `settles the refund: ${note}`);
    await orders.settleRefund(reference, `payment-of-${reference}`, { by: 'operator', note });
  }

  /** Shows whether the order waits for a human, which must be as told. */
  async function asksFor(attention: OrderStatus['attention']): Promise<void> {
    const status = await orders.status(reference);
    await say('temporal', `shows NeedsAttention ${status.attention ?? 'cleared'}`);
    if (status.attention !== attention) throw new Error(`expected NeedsAttention ${attention ?? 'cleared'}`);
  }

  async function resolveByHand(outcome: ResolveByHand['outcome'], note: string): Promise<void> {
    await say('operator', `resolves it by hand: ${note}`);
    await orders.resolve(reference, { by: 'operator', outcome, note });
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
  return {
    say,
    place,
    pay,
    report,
    payOnPage,
    callOff,
    owes,
    settleRefund,
    asksFor,
    resolveByHand,
    misfortune,
    killWorkerAfter,
    workerIsReplaced,
  };
}

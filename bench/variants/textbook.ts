/**
 * The saga of the textbooks: one activity a step, an undo for each, a signal and a timer. It is as short as it is
 * because it believes every answer: it may buy twice, cancel what was paid, and lose money that comes late.
 */
import { condition, defineSignal, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { OrderRequest } from '../../src/client.js';
import type { TextbookActivities } from './textbook-activities.js';

export const paymentDueUpdate = defineUpdate<unknown>('paymentDue');
export const paidSignal = defineSignal<[unknown]>('paid');

const { createOrder, setPaymentSystem, setInProgress, completeOrder, cancelOrder } =
  proxyActivities<TextbookActivities>({ startToCloseTimeout: '20 seconds' });

export async function textbook(request: OrderRequest): Promise<unknown> {
  let due: unknown;
  let paid = false;
  setHandler(paymentDueUpdate, async () => {
    await condition(() => due !== undefined);
    return due;
  });
  setHandler(paidSignal, () => {
    paid = true;
  });

  const compensations: (() => Promise<unknown>)[] = [];
  try {
    const { id } = await createOrder(request);
    compensations.unshift(() => cancelOrder(id));
    await setPaymentSystem(id, request);
    due = await setInProgress(id);
    if (!(await condition(() => paid, '15 minutes'))) throw ApplicationFailure.create({ type: 'Expired' });
    return await completeOrder(id);
  } catch (error) {
    for (const compensate of compensations) await compensate();
    throw error;
  }
}

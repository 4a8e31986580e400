/** What is counted, and logged, of an order while it lives. None of it is in the history, and a replay repeats none. */
import { log, metricMeter, workflowInfo } from '@temporalio/workflow';
import type { Attention } from '../domain/attention.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { RefundReason } from '../domain/refund.js';
import { ofOrders, record } from '../telemetry/metrics.js';
import type { Saga } from './saga.js';

export const countPlaced = () => record(metricMeter, ofOrders.placed, 1, {});

export function measurePaymentDue(): void {
  record(metricMeter, ofOrders.paymentDue, secondsSince(workflowInfo().startTime.getTime()), {});
}

/** Measures how close a payment came to being too late. */
export function measureHoldLeft({ order, seenAt }: Saga): void {
  if (!order) return;
  const leftMs = order.holdMs - (Date.now() - seenAt);
  record(metricMeter, ofOrders.holdLeft, Math.max(0, leftMs / 1_000), {});
}

export const countLostCreate = () => record(metricMeter, ofOrders.possibleOrphans, 1, {});

export function tellOfAttention({ order }: Saga, code: Attention): void {
  record(metricMeter, ofOrders.attention, 1, { code });
  log.warn('the order waits for a human', { attention: code, orderId: order?.id });
}

export function tellOfEnd({ paidAt }: Saga, { outcome, reason, orderId }: OrderOutcome): void {
  log.info('the order has ended', { outcome, reason, orderId });
  record(metricMeter, ofOrders.ended, 1, { outcome, reason });
  if (outcome === 'completed' && paidAt !== undefined)
    record(metricMeter, ofOrders.done, secondsSince(paidAt), {});
}

export const countRefund = (why: RefundReason) => record(metricMeter, ofOrders.refunds, 1, { why });

export const countReminder = () => record(metricMeter, ofOrders.reminders, 1, {});

const secondsSince = (ms: number) => Math.max(0, Date.now() - ms) / 1_000;

import type { MetricMeter } from '@temporalio/common';
import { attentions } from '../domain/attention.js';
import { refundReasons } from '../domain/refund.js';
import { ORDER_SAGA, REFUND_DUE } from '../workflows/contract.js';
import { ofOrders, ofUpstream, record } from './metrics.js';

/** Shows what should never happen as zero times until it does: an alert sees no rise in what was not there before. */
export function startAtZero(
  meter: MetricMeter,
  where: { readonly namespace: string; readonly taskQueue: string },
): void {
  // The labels that the SDK gives to what workflows count: with others, it would be another series.
  const orders = meter.withTags({ ...where, workflowType: ORDER_SAGA });
  const refunds = meter.withTags({ ...where, workflowType: REFUND_DUE });
  record(orders, ofOrders.placed, 0, {});
  record(orders, ofOrders.possibleOrphans, 0, {});
  for (const code of attentions) record(orders, ofOrders.attention, 0, { code });
  for (const why of refundReasons) record(refunds, ofOrders.refunds, 0, { why });
  record(refunds, ofOrders.reminders, 0, {});
  record(meter, ofUpstream.wrongKey, 0, {});
}

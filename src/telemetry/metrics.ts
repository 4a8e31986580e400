/**
 * Every metric of ours, by its name on the wire; dashboards, alerts and docs/metrics.md use these names, so renaming one is
 * a breaking change. No label can have more values than are known beforehand: a reference or an id is never one.
 */
import type { MetricMeter } from '@temporalio/common';

interface Metric<Label extends string> {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
  /** Where the bars of a histogram end, in its unit. */
  readonly buckets?: readonly number[];
}

const counter = <Label extends string>(name: string, help: string, ...labels: Label[]) =>
  ({ kind: 'counter', name, help, labels }) as const;
const gauge = <Label extends string>(name: string, help: string, ...labels: Label[]) =>
  ({ kind: 'gauge', name, help, labels }) as const;
const histogram = <Label extends string>(
  name: string,
  help: string,
  buckets: readonly number[],
  ...labels: Label[]
) => ({ kind: 'histogram', name, help, buckets, labels }) as const;

// From an answer of a server on the same desk to the longest that a call, an update or a request may take.
const callBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];
// A customer waits seconds; an order that meets trouble, minutes.
const waitBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600];
// A hold lasts 15 minutes as a rule; below a minute a payment is close to being too late.
const holdBuckets = [0, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** Counted by workflows: once, and again only where a workflow task was lost and repeated. */
export const ofOrders = {
  placed: counter('orders_placed_total', 'Orders that were begun.'),
  ended: counter('orders_ended_total', 'Orders that ended, by how and why.', 'outcome', 'reason'),
  paymentDue: histogram('orders_payment_due_seconds', 'From placing to payment due.', waitBuckets),
  done: histogram('orders_done_seconds', 'From paid to done.', waitBuckets),
  holdLeft: histogram('orders_hold_left_seconds', 'What was left of the hold when paid.', holdBuckets),
  refunds: counter('orders_refunds_total', 'Money that came to be owed back, by why.', 'why'),
  reminders: counter('orders_refund_reminders_total', 'Days on which a refund was still open.'),
  possibleOrphans: counter(
    'orders_possible_orphans_total',
    'Creates whose answer was lost, and whose order was not found.',
  ),
  attention: counter('orders_attention_total', 'Flags raised on orders, by code.', 'code'),
};

/** Counted by activities. */
export const ofUpstream = {
  call: histogram(
    'orders_upstream_call_seconds',
    'Calls by deed, request and result.',
    callBuckets,
    'deed',
    'request',
    'result',
  ),
  wrongKey: counter('orders_upstream_wrong_key_total', 'Calls whose API key was not accepted (401, 403).'),
};

/** Asked of Temporal's lists by each worker, so that they are right after a restart: take the maximum, not the sum. */
export const ofLists = {
  open: gauge('orders_open', 'Orders that have not ended.'),
  attentionOpen: gauge('orders_attention_open', 'What waits for a human now, by code.', 'code'),
  listedAt: gauge('orders_listed_timestamp_seconds', 'When Temporal was asked last, since 1970.'),
};

/** Counted by the gateway. */
export const ofGateway = {
  request: histogram(
    'orders_gateway_request_seconds',
    'Requests by route and status.',
    callBuckets,
    'method',
    'route',
    'status',
  ),
  delivery: counter(
    'orders_webhook_deliveries_total',
    'Deliveries of payment providers by result.',
    'result',
  ),
};

export const workerMetrics: readonly Metric<string>[] = [ofOrders, ofUpstream, ofLists].flatMap((group) =>
  Object.values(group),
);
export const gatewayMetrics: readonly Metric<string>[] = Object.values(ofGateway);

type Labels<M extends Metric<string>> = Record<M['labels'][number], string>;

/** Counts, measures or sets, as the kind of the metric is. */
export function record<M extends Metric<string>>(
  meter: MetricMeter,
  { kind, name, help }: M,
  value: number,
  labels: Labels<M>,
): void {
  // The exporter adds `_total` itself, and adds it to every counter.
  if (kind === 'counter') meter.createCounter(name.replace(/_total$/, ''), '', help).add(value, labels);
  else if (kind === 'histogram') meter.createHistogram(name, 'float', '', help).record(value, labels);
  else meter.createGauge(name, 'float', '', help).set(value, labels);
}

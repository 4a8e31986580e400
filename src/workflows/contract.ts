/**
 * What outsiders rely on: ids, the queue, the messages and the search attributes of the order saga.
 * All names on the wire are stored in histories and used by others: renaming one is a breaking change.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Attention } from '../domain/attention.js';
import type { Order } from '../domain/order.js';
import type { CancelOrder, PaymentFailed, ResolveByHand, SettleRefund } from '../domain/messages.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { Payment } from '../domain/payment.js';
import type { RefundDue, SettledRefund } from '../domain/refund.js';

export const ORDER_SAGA = 'orderSaga';
export const DEFAULT_TASK_QUEUE = 'orders';

/** The workflow id of the order with this reference. */
export const orderWorkflowId = (reference: string): string => `order-${reference}`;

export const REFUND_DUE = 'refundDue';

/**
 * The workflow id of what is owed back of this payment: a second start finds the first. Money can also come under what
 * cannot be a reference, and a slash in there must not make the ids of two payments one.
 */
export const refundWorkflowId = (reference: string, paymentId: string): string =>
  `refund-${reference.replaceAll(/[/%]/g, encodeURIComponent)}/${paymentId}`;

/** The reference of the order that a workflow of ours is about. */
export const referenceOf = (workflowId: string): string | undefined =>
  /^(?:order-(.+)|refund-([^/]+)\/.*)$/s.exec(workflowId)?.slice(1).find(Boolean);

/** Where a saga stands. `closed` is the last: the outcome then says how it ended. */
export const phases = [
  'creating',
  'reserved',
  'awaiting_payment',
  'completing',
  'releasing',
  'closed',
] as const;

export type Phase = (typeof phases)[number];

/** Everything that a customer needs in order to pay. */
export interface PaymentDue {
  readonly reference: string;
  readonly orderId: string;
  readonly number: number;
  readonly total: string;
  readonly tickets: readonly string[];
  /** The payment page, when the customer pays on another one. */
  readonly redirectUrl?: string;
  /** ISO, UTC, by the platform's clock. */
  readonly payBefore: string;
}

/** Where the money of a confirmed payment is. */
export interface PaymentAnswer {
  readonly payment: 'applied' | 'part_paid' | 'duplicate' | 'refund_due';
}

export interface OrderStatus {
  readonly reference: string;
  readonly phase: Phase;
  readonly order?: Order;
  readonly payments: readonly Payment[];
  /** ISO, UTC, by the platform's clock; absent until the payment is due. */
  readonly payBefore?: string;
  /** What waits for a human, if anything does. */
  readonly attention?: Attention;
  /** What went wrong last, in words; absent when nothing did. */
  readonly trouble?: string;
  /** Orders that a create with a lost answer may have left upstream; they lapse by themselves within ten minutes. */
  readonly possibleOrphans?: number;
  readonly outcome?: OrderOutcome;
}

/** Waits until the payment is due; sent together with the start. The fingerprint is that of the caller's request. */
export const awaitPaymentDueUpdate = defineUpdate<
  PaymentDue | OrderOutcome,
  [fingerprint: string | undefined]
>('awaitPaymentDue');
/** Tells where the money is once that is the truth. Never refuses money. */
export const confirmPaymentUpdate = defineUpdate<PaymentAnswer, [Payment]>('confirmPayment');
/** The fire-and-forget twin of `confirmPayment`. */
export const paymentConfirmedSignal = defineSignal<[Payment]>('paymentConfirmed');
export const paymentFailedSignal = defineSignal<[PaymentFailed]>('paymentFailed');
/** Returns when the order is called off, or fails as `AlreadyPaid`. */
export const cancelOrderUpdate = defineUpdate<{ readonly canceled: true }, [CancelOrder]>('cancelOrder');
/** Says how an order ended in truth; only while it is stuck. On a payment conflict it only takes the flag down. */
export const resolveByHandUpdate = defineUpdate<{ readonly resolved: true }, [ResolveByHand]>(
  'resolveByHand',
);
export const orderStatusQuery = defineQuery<OrderStatus>('orderStatus');

/** Ends `refundDue`: the money is back, or need not go back. */
export const settleRefundUpdate = defineUpdate<SettledRefund, [SettleRefund]>('settleRefund');

/** The memo key under which a `refundDue` keeps what is owed, for lists. */
export const REFUND_MEMO = 'refund';
export type { RefundDue, SettledRefund };

/** How a `refundDue` shows in lists, whoever starts it. */
export const describeRefund = (owed: RefundDue) => ({
  memo: { [REFUND_MEMO]: owed },
  typedSearchAttributes: [{ key: searchAttribute.needsAttention, value: 'refund_due' }],
  staticSummary: `${owed.amount} of order ${owed.reference}, payment ${owed.paymentId}`,
});

/** The memo key under which the fingerprint of the order request is kept. */
export const FINGERPRINT_MEMO = 'fingerprint';
/** The memo key under which an order keeps the id of the request that started it: it joins the caller's logs. */
export const REQUEST_ID_MEMO = 'requestId';

const keyword = SearchAttributeType.KEYWORD;
export const searchAttribute = {
  orderPhase: defineSearchAttributeKey('OrderPhase', keyword),
  orderOutcome: defineSearchAttributeKey('OrderOutcome', keyword),
  upstreamOrderId: defineSearchAttributeKey('UpstreamOrderId', keyword),
  upstreamOrderNumber: defineSearchAttributeKey('UpstreamOrderNumber', keyword),
  eventId: defineSearchAttributeKey('EventId', keyword),
  needsAttention: defineSearchAttributeKey('NeedsAttention', keyword),
} as const;

/** What an operator reads of a workflow in the Web UI: a short table in Markdown. Nothing of the customer is in it. */
import { gravest, type Attention } from '../domain/attention.js';
import { paid } from '../domain/ledger.js';
import { fromMinor } from '../domain/money.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { RefundDue, SettledRefund } from '../domain/refund.js';
import type { Phase } from './contract.js';
import type { Saga } from './saga.js';

type Row = readonly [name: string, value: string | undefined];

/** How an order stands, and how it ended once it has. */
export function detailsOf(saga: Saga, outcome: OrderOutcome | undefined): string {
  const { order, due, phase, flags, trouble, lostCreates } = saga;
  const attention = gravest(flags);
  return table(
    ['phase', phase],
    ['outcome', outcome && `${outcome.outcome}: ${outcome.reason}, decided by ${outcome.decidedBy}`],
    ['attention', attention],
    ['to do', attention && toDo[attention]],
    ['order', order && `${order.number} (${order.id}), ${order.status}`],
    ['paid', paidOf(saga)],
    ['pay before', outcome ? undefined : due && readable(due.shown.payBefore)],
    ['possible orphans', lostCreates > 0 ? String(lostCreates) : undefined],
    ['last trouble', trouble],
    ['next', outcome ? undefined : whatNext[phase]],
  );
}

/** What is owed back and for how many days by now, or who settled it. */
export function detailsOfRefund(refund: RefundDue | SettledRefund, days: number): string {
  const settled = 'by' in refund;
  const attention = days === 0 ? 'refund_due' : 'refund_overdue';
  const { amount, paymentId, reference, orderId, why } = refund;
  return table(
    ['settled', settled ? `by ${refund.by}: ${refund.note}` : undefined],
    ['attention', settled ? undefined : attention],
    ['to do', settled ? undefined : toDo[attention]],
    ['days due', days > 0 ? String(days) : undefined],
    ['owed', `${amount} of payment ${paymentId}`],
    ['why', why],
    ['order', orderId ? `${reference} (${orderId})` : reference],
  );
}

function paidOf({ facts: { payments }, order }: Saga): string | undefined {
  if (!order && payments.length === 0) return undefined;
  const sum = fromMinor(paid(payments)) + (order ? ` of ${order.total}` : '');
  const each = payments.map(({ paymentId, amount }) => `${paymentId}: ${amount}`).join(', ');
  return each ? `${sum} (${each})` : sum;
}

const toDo: Record<Attention, string> = {
  upstream_unreachable: 'look at the platform; nothing is lost, it goes on trying',
  upstream_refuses: 'talk to the platform; if it cannot be mended, say by resolveByHand how the order ended',
  wrong_key: 'give the workers the right key and restart them',
  payment_conflict: 'find out which amount is true; resolveByHand takes the flag down',
  payment_malformed: 'mend the sender, report the payment again; resolveByHand takes the flag down',
  order_vanished: 'look for the order on the platform',
  refund_due: 'pay it back, then settleRefund',
  refund_overdue: 'pay it back now, then settleRefund',
};

const whatNext: Record<Phase, string | undefined> = {
  creating: 'the tickets are being held',
  reserved: 'the payment is being made possible',
  awaiting_payment: 'completed once it is paid; released if it is not paid in time',
  completing: 'the platform is told, or says, that the order is done',
  releasing: 'the tickets are being given back',
  closed: undefined,
};

/** An instant without what nobody reads. */
function readable(iso: string): string {
  return iso.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}

/** A table of what there is to show; its first row stands out, as the heading. */
function table(...rows: readonly Row[]): string {
  const [heading, ...others] = rows.flatMap(([name, value]) =>
    value ? `| ${name} | ${inCell(value)} |` : [],
  );
  return [heading, '| :--- | :--- |', ...others].join('\n');
}

/** What comes from outside must not end the cell or begin markup. */
function inCell(text: string): string {
  return text.replaceAll(/[|\\`<>[\]*_~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

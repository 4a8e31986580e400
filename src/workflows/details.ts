import { gravest } from '../domain/attention.js';
import type { Saga } from './saga.js';

/** Shows an operator how the order stands, as a short table in Markdown. Nothing of the customer is in it. */
export function detailsOf(saga: Saga): string {
  const { order, due, facts, phase, flags, trouble, lostCreates } = saga;
  const paid = facts.payments.map(({ paymentId, amount }) => `${amount} (${paymentId})`).join(', ');
  const rows = [
    ['phase', phase],
    ['needs attention', gravest(flags)],
    ['order', order && `${order.number} (${order.id}), ${order.status}`],
    ['total', order?.total],
    ['pay before', due?.shown.payBefore],
    ['paid', paid],
    ['possible orphans', lostCreates > 0 ? String(lostCreates) : undefined],
    ['last trouble', trouble],
    ['next', whatNext[phase]],
  ];
  const shown = rows.filter(([, value]) => value).map(([name, value]) => `| ${name} | ${inCell(value!)} |`);
  return ['| | |', '| --- | --- |', ...shown].join('\n');
}

const whatNext = {
  creating: 'the tickets are being held',
  reserved: 'the payment is being made possible',
  awaiting_payment: 'waits for the payment; the tickets are released if it does not come',
  completing: 'the platform is told, or says, that the order is done',
  releasing: 'the tickets are being given back',
  closed: undefined,
} as const;

/** The platform's words come from outside: they must not end the cell or begin markup. */
function inCell(text: string): string {
  return text.replaceAll(/[|\\`<>[\]*_]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

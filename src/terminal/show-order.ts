import type { OrderOutcome, OrderStatus, PaymentDue } from '../client.js';
import { columns, exactly } from './columns.js';
import { stepsOf } from './steps.js';
import { instant, timeLeft } from './time.js';
import { whatToDo } from './what-to-do.js';

/** How an order stands: its steps, then what else there is to know. The countdown goes by this machine's clock. */
export function showStatus(status: OrderStatus, webUi: string | undefined, now: number): string {
  const { reference, phase, outcome, attention, trouble } = status;
  const steps = stepsOf(status, now).map(({ mark, name, words }) => [`${mark} ${name}`, words]);
  const rest = [
    outcome && [mark(outcome), outcomeWords(outcome)],
    ...(outcome?.payments.map(({ paymentId, amount, became }) => [
      '  payment',
      `${amount} of ${exactly(paymentId)}: ${becameWords[became]}`,
    ]) ?? []),
    attention && ['! attention', `${attention}: ${whatToDo[attention]}`],
    trouble !== undefined && ['  last trouble', trouble],
    webUi !== undefined && ['  Web UI', webUi],
  ].filter((row) => row !== undefined && row !== false);
  return `${reference}: ${phase.replaceAll('_', ' ')}\n${columns([...steps, ...rest])}`;
}

/** What a customer needs in order to pay. */
export function showDue(due: PaymentDue, webUi: string | undefined, now: number): string {
  const { reference, number, orderId, total, tickets, payBefore, redirectUrl } = due;
  return columns([
    ['… to pay', total],
    ['  before', `${instant(payBefore)}, ${timeLeft(payBefore, now)}`],
    ...(redirectUrl === undefined ? [] : [['  on the page', redirectUrl]]),
    ['  order', `${number} (${orderId})`],
    ['  tickets', tickets.join(' ')],
    ['  reference', reference],
    ...(webUi === undefined ? [] : [['  Web UI', webUi]]),
  ]);
}

/** How an order ended. */
export function showOutcome(outcome: OrderOutcome): string {
  return columns([[mark(outcome), outcomeWords(outcome)]]);
}

export function outcomeWords({ outcome, reason, decidedBy, details }: OrderOutcome): string {
  return `${outcome}: ${reason}, decided by ${decidedBy}${details === undefined ? '' : ` (${details})`}`;
}

const mark = ({ outcome }: OrderOutcome) => (outcome === 'completed' ? '✓ outcome' : '✗ outcome');

const becameWords = { applied: 'applied', refund_due: 'owed back, see order refunds' } as const;

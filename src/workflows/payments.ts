/** The messages about money: what a payment, or its decline, tells the saga. */
import { compare } from '../domain/ledger.js';
import { paymentFailedSchema } from '../domain/messages.js';
import { paymentSchema, type Payment } from '../domain/payment.js';
import { check, tellProblems } from '../domain/problem.js';
import { raise } from './attention.js';
import type { PaymentAnswer } from './contract.js';
import { complain, learn } from './news.js';
import { change, nextOf, outcomeOf, type Saga } from './saga.js';
import { until } from './until.js';

/** Takes note of a confirmed payment. Money is never refused: what is wrong with it is flagged. */
export function recordPayment(saga: Saga, message: unknown): 'new' | 'duplicate' | 'conflict' | 'malformed' {
  const checked = check(paymentSchema(), message);
  if ('problems' in checked) {
    complain(saga, `a payment was reported that is none: ${tellProblems(checked.problems)}`);
    raise(saga, 'payment_malformed');
    return 'malformed';
  }
  const known = compare(saga.facts.payments, checked.value);
  if (known === 'new') learn(saga, { payments: [...saga.facts.payments, checked.value] });
  if (known === 'conflict') {
    complain(saga, `payment ${checked.value.paymentId} was reported with two amounts`);
    raise(saga, 'payment_conflict');
  }
  return known;
}

/** Takes note of a confirmed payment, and waits until it is the truth where its money is. */
export async function whereTheMoneyIs(saga: Saga, payment: Payment): Promise<PaymentAnswer> {
  if (recordPayment(saga, payment) !== 'new') return { payment: 'duplicate' };
  change(saga, { unwrittenMoney: true });
  const partPaid = () => saga.phase === 'awaiting_payment' && nextOf(saga).next === 'wait';
  const applied = () =>
    outcomeOf(saga)?.payments.some(
      ({ paymentId, became }) => paymentId === payment.paymentId && became === 'applied',
    ) === true;
  const owedBack = () => saga.refunds.includes(payment.paymentId);
  await until(() => partPaid() || applied() || owedBack());
  if (applied()) return { payment: 'applied' };
  return { payment: owedBack() ? 'refund_due' : 'part_paid' };
}

/** Takes note of a final decline; after another one the customer may try again. */
export function recordDecline(saga: Saga, message: unknown): void {
  const checked = check(paymentFailedSchema(), message);
  if ('problems' in checked) {
    complain(saga, `a declined payment was reported that is none: ${tellProblems(checked.problems)}`);
    return;
  }
  const { reason, final = true, paymentId } = checked.value;
  complain(saga, `payment declined: ${reason}`);
  if (!final) return;
  const decline = { reason, ...(paymentId !== undefined && { paymentId }) };
  learn(saga, { declines: [...saga.facts.declines, decline] });
}

/**
 * The messages of a saga. Handlers record facts, synchronously, and never decide: an update may then wait until
 * what it asks for is decided. All of them are in place before the first await, or early messages would be lost.
 */
import {
  ApplicationFailure,
  CancellationScope,
  condition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { isStuck } from '../domain/attention.js';
import { failure } from '../domain/failure.js';
import { compare } from '../domain/ledger.js';
import {
  cancelOrderSchema,
  paymentFailedSchema,
  resolveByHandSchema,
  type CancelOrder,
  type ResolveByHand,
} from '../domain/messages.js';
import type { Ending } from '../domain/outcome.js';
import { paymentSchema, type Payment } from '../domain/payment.js';
import { check, tellProblems } from '../domain/problem.js';
import { lower, raise } from './attention.js';
import * as contract from './contract.js';
import { complain, learn, nextOf, outcomeOf, statusOf, type Saga } from './saga.js';
import { wellFormed } from './well-formed.js';

export function listen(saga: Saga): void {
  setHandler(contract.orderStatusQuery, () => statusOf(saga), {
    description: 'Where the order stands: phase, upstream order, payments, deadline, last trouble, outcome.',
  });

  setHandler(contract.awaitPaymentDueUpdate, () => paymentDueOrOutcome(saga), {
    description: 'Waits until the payment is due; answers with how to pay, or with the outcome.',
    validator: (fingerprint) => refuseAnotherRequest(fingerprint),
  });

  setHandler(contract.paymentConfirmedSignal, (payment) => void recordPayment(saga, payment), {
    description: 'Money was taken: {paymentId, amount}.',
  });

  setHandler(contract.confirmPaymentUpdate, (payment) => whereTheMoneyIs(saga, payment), {
    description: 'Money was taken: {paymentId, amount}; answers where it is, once that is the truth.',
    validator: (payment) => void wellFormed(check(paymentSchema, payment)),
  });

  setHandler(contract.paymentFailedSignal, (message) => recordDecline(saga, message), {
    description: 'A payment did not come about: {reason, final?, paymentId?}.',
  });

  setHandler(contract.cancelOrderUpdate, (message) => callOff(saga, message), {
    description: 'Calls the order off: {by, reason?}; fails as AlreadyPaid once it is paid.',
    validator: (message) => void wellFormed(check(cancelOrderSchema, message)),
  });

  setHandler(contract.resolveByHandUpdate, (message) => resolve(saga, message), {
    description: 'Says how a stuck order ended in truth: {by, outcome, note}.',
    validator: (message) => refuseUnlessWaiting(saga, message),
  });

  // Temporal's own cancellation is a wish like any other: it stops nothing, it is decided about.
  CancellationScope.current().cancelRequested.catch((cancellation: unknown) => {
    saga.cancellation = cancellation;
    learn(saga, { calledOff: saga.facts.calledOff ?? { by: 'operator' } });
  });
}

async function paymentDueOrOutcome(saga: Saga) {
  const payable = () => saga.phase === 'awaiting_payment' || saga.phase === 'completing';
  await until(() => payable() || saga.ended === true);
  return outcomeOf(saga) ?? saga.due!.shown;
}

function recordPayment(saga: Saga, message: unknown): 'new' | 'duplicate' | 'conflict' | 'malformed' {
  const checked = check(paymentSchema, message);
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

async function whereTheMoneyIs(saga: Saga, payment: Payment): Promise<contract.PaymentAnswer> {
  if (recordPayment(saga, payment) !== 'new') return { payment: 'duplicate' };
  const partPaid = () => saga.phase === 'awaiting_payment' && nextOf(saga).next === 'wait';
  const applied = () =>
    outcomeOf(saga)?.payments.some(
      ({ paymentId, became }) => paymentId === payment.paymentId && became === 'applied',
    ) === true;
  const owedBack = () => saga.refunds.has(payment.paymentId);
  await until(() => partPaid() || applied() || owedBack());
  if (applied()) return { payment: 'applied' };
  return { payment: owedBack() ? 'refund_due' : 'part_paid' };
}

function resolve(saga: Saga, { by, outcome, note }: ResolveByHand): { resolved: true } {
  if (isStuck(saga.attention)) {
    const resolved: Ending = { outcome, reason: 'resolved_by_hand', decidedBy: by, details: note };
    learn(saga, { resolved });
  }
  lower(saga);
  return { resolved: true };
}

function refuseUnlessWaiting(saga: Saga, message: ResolveByHand): void {
  wellFormed(check(resolveByHandSchema, message));
  const waiting = 'expected an order that is waiting for help, which this one is not';
  if (saga.attention === undefined) wellFormed({ problems: [{ field: '(whole)', expected: waiting }] });
}

function recordDecline(saga: Saga, message: unknown): void {
  const checked = check(paymentFailedSchema, message);
  if ('problems' in checked) {
    complain(saga, `a declined payment was reported that is none: ${tellProblems(checked.problems)}`);
    return;
  }
  const { reason, final = true, paymentId } = checked.value;
  complain(saga, `payment declined: ${reason}`);
  if (final)
    learn(saga, {
      declined: saga.facts.declined ?? { reason, ...(paymentId !== undefined && { paymentId }) },
    });
}

async function callOff(saga: Saga, { by, reason }: CancelOrder): Promise<{ canceled: true }> {
  const calledOff = { by, ...(reason !== undefined && { reason }) };
  learn(saga, { calledOff: saga.facts.calledOff ?? calledOff });
  await until(() => saga.phase === 'completing' || saga.ended === true);

  const outcome = outcomeOf(saga);
  if (!outcome || outcome.outcome === 'completed')
    throw ApplicationFailure.create({
      type: failure.alreadyPaid,
      message: 'the order is paid: it cannot be called off any more',
      nonRetryable: true,
    });
  return { canceled: true };
}

function refuseAnotherRequest(fingerprint: string | undefined): void {
  const ours = workflowInfo().memo?.[contract.FINGERPRINT_MEMO];
  if (fingerprint === undefined || ours === undefined || ours === fingerprint) return;
  throw ApplicationFailure.nonRetryable(
    'this reference belongs to an order with another request',
    failure.referenceTaken,
  );
}

/** Waits, also when the workflow is being cancelled: whoever asked still gets an answer. */
function until(what: () => boolean): Promise<void> {
  return CancellationScope.nonCancellable(() => condition(what));
}

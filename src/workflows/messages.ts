/**
 * The messages of a saga. Handlers record facts, synchronously, and never decide: an update may then wait until
 * what it asks for is decided. All of them are in place before the first await, or early messages would be lost.
 */
import { ApplicationFailure, CancellationScope, setHandler, workflowInfo } from '@temporalio/workflow';
import { isStuck } from '../domain/attention.js';
import { failure } from '../domain/failure.js';
import { cancelOrderSchema, resolveByHandSchema } from '../domain/messages.js';
import type { CancelOrder, ResolveByHand } from '../domain/messages.js';
import type { Ending } from '../domain/outcome.js';
import { paymentSchema } from '../domain/payment.js';
import { check } from '../domain/problem.js';
import { lower } from './attention.js';
import * as contract from './contract.js';
import { learn } from './news.js';
import { recordDecline, recordPayment, whereTheMoneyIs } from './payments.js';
import { change, outcomeOf, statusOf, type Saga } from './saga.js';
import { until } from './until.js';
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
    validator: (payment) => void wellFormed(check(paymentSchema(), payment)),
  });

  setHandler(contract.paymentFailedSignal, (message) => recordDecline(saga, message), {
    description: 'A payment did not come about: {reason, final?, paymentId?}.',
  });

  setHandler(contract.cancelOrderUpdate, (message) => callOff(saga, message), {
    description: 'Calls the order off: {by, reason?}; fails as AlreadyPaid once it is paid.',
    validator: (message) => void wellFormed(check(cancelOrderSchema(), message)),
  });

  setHandler(contract.resolveByHandUpdate, (message) => resolve(saga, message), {
    description:
      'Says how a stuck order ended in truth: {by, outcome, note}; any other flag it only takes down.',
    validator: (message) => refuseUnlessWaiting(saga, message),
  });

  // Temporal's own cancellation is a wish like any other: it stops nothing, it is decided about.
  CancellationScope.current().cancelRequested.catch((cancellation: unknown) => {
    change(saga, { cancellation });
    learn(saga, { calledOff: saga.facts.calledOff ?? { by: 'operator' } });
  });
}

async function paymentDueOrOutcome(saga: Saga) {
  const payable = () => saga.phase === 'awaiting_payment' || saga.phase === 'completing';
  await until(() => payable() || saga.ending !== undefined);
  return outcomeOf(saga) ?? saga.due!.shown;
}

function resolve(saga: Saga, { by, outcome, note }: ResolveByHand): { resolved: true } {
  if (saga.flags.some(isStuck)) {
    const resolved: Ending = { outcome, reason: 'resolved_by_hand', decidedBy: by, details: note };
    learn(saga, { resolved });
  }
  lower(saga);
  return { resolved: true };
}

function refuseUnlessWaiting(saga: Saga, message: ResolveByHand): void {
  wellFormed(check(resolveByHandSchema(), message));
  const waiting = 'expected an order that is waiting for help, which this one is not';
  if (saga.flags.length === 0) wellFormed({ problems: [{ field: '(whole)', expected: waiting }] });
}

async function callOff(saga: Saga, { by, reason }: CancelOrder): Promise<{ canceled: true }> {
  const calledOff = { by, ...(reason !== undefined && { reason }) };
  learn(saga, { calledOff: saga.facts.calledOff ?? calledOff });
  await until(() => saga.phase === 'completing' || saga.ending !== undefined);

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

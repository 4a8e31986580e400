/**
 * The life of one ticket order, from "buy" to its end:
 *
 *   creating ─▶ reserved ─▶ awaiting_payment ─▶ completing ─▶ completed
 *       │           │              │                │
 *       └───────────┴──── releasing ◀───────────────┘ ─▶ rejected · unavailable · expired · payment_failed ·
 *                                                        canceled · refund_required
 */
import { ApplicationFailure, CancellationScope, allHandlersFinished, condition } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import { checkRequest, type CheckedRequest, type OrderRequest } from '../domain/order-request.js';
import type { OrderOutcome } from '../domain/outcome.js';
import { tellProblems } from '../domain/problem.js';
import { choosePaymentSystem, startPayment } from './before-payment.js';
import { holdTickets } from './hold-tickets.js';
import { listen } from './messages.js';
import { enter, newSaga, nextOf, outcomeOf, type Saga } from './saga.js';
import { awaitNews, complete, release } from './settlement.js';

/**
 * Carries an order to its end. Every business end is a value. Temporal's own cancellation ends it as Canceled once
 * the tickets are released, unless there is money in it; only a request that is none fails the workflow.
 */
export async function orderSaga(input: OrderRequest): Promise<OrderOutcome> {
  const request = readRequest(input);

  // A cancellation must not tear the saga away from a call whose effect it then would not know. So nothing that
  // runs is ever cancelled: the cancellation is one more fact to be decided about.
  return CancellationScope.nonCancellable(async () => {
    const saga = newSaga(request);
    listen(saga);
    await journey(saga);
    return close(saga);
  });
}

/** Does what is to be done next, until nothing is. What that is follows from the facts alone: see `decide`. */
async function journey(saga: Saga): Promise<void> {
  const stepsToPayment = [holdTickets, choosePaymentSystem, startPayment];
  for (;;) {
    const decision = nextOf(saga);
    switch (decision.next) {
      case 'proceed':
        await stepsToPayment.shift()!(saga);
        break;
      case 'wait':
        await awaitNews(saga, decision.forMs);
        break;
      case 'complete':
        await complete(saga, decision.order);
        break;
      case 'release':
        await release(saga, decision.order, decision.because);
        break;
      case 'end':
        saga.ended = true;
        return;
    }
  }
}

/** Leaves no message without its answer; a payment that comes in meanwhile is still accounted for. */
async function close(saga: Saga): Promise<OrderOutcome> {
  await condition(allHandlersFinished);
  const outcome = outcomeOf(saga)!;
  enter(saga, 'closed', outcome.outcome);
  if (saga.cancellation && outcome.outcome === 'canceled') throw saga.cancellation;
  return outcome;
}

function readRequest(input: unknown): CheckedRequest {
  const checked = checkRequest(input);
  if ('value' in checked) return checked.value;
  throw ApplicationFailure.nonRetryable(
    tellProblems(checked.problems),
    failure.invalidRequest,
    checked.problems,
  );
}

/**
 * The life of one ticket order, from "buy" to its end:
 *
 *   creating ─▶ reserved ─▶ awaiting_payment ─▶ completing ─▶ completed
 *       │           │              │                │
 *       └───────────┴──── releasing ◀───────────────┘ ─▶ rejected · unavailable · expired · payment_failed ·
 *                                                        canceled · refund_required
 */
import { CancellationScope } from '@temporalio/workflow';
import { checkRequest, type OrderRequest } from '../domain/order-request.js';
import type { Ending, OrderOutcome } from '../domain/outcome.js';
import { nextStep } from './before-payment.js';
import { close } from './close.js';
import { listen } from './messages.js';
import { countPlaced } from './metrics.js';
import { newSaga, nextOf, type Saga } from './saga.js';
import { awaitNews, awaitPlatform, complete, release } from './settlement.js';
import { wellFormed } from './well-formed.js';

/**
 * Carries an order to its end. Every business end is a value. Temporal's own cancellation ends it as Canceled once
 * the tickets are released, unless there is money in it; only a request that is none fails the workflow.
 */
export async function orderSaga(input: OrderRequest): Promise<OrderOutcome> {
  const request = wellFormed(checkRequest(input));

  // A cancellation must not tear the saga away from a call whose effect it then would not know. So nothing that
  // runs is ever cancelled: the cancellation is one more fact to be decided about.
  return CancellationScope.nonCancellable(async () => {
    const saga = newSaga(request);
    listen(saga);
    countPlaced();
    return close(saga, await journey(saga));
  });
}

/** Does what is to be done next, until nothing is. What that is follows from the facts alone: see `decide`. */
async function journey(saga: Saga): Promise<Ending> {
  for (;;) {
    const decision = nextOf(saga);
    switch (decision.next) {
      case 'proceed':
        await nextStep(saga);
        break;
      case 'wait':
        await awaitNews(saga, decision.order, decision.forMs);
        break;
      case 'complete':
        await complete(saga, decision.order);
        break;
      case 'await_platform':
        await awaitPlatform(saga, decision.order);
        break;
      case 'release':
        await release(saga, decision.order, decision.because);
        break;
      case 'end':
        return decision.ending;
    }
  }
}

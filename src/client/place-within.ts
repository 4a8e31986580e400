import type { Client } from '@temporalio/client';
import { checkRequest, type OrderRequest } from '../domain/order-request.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { PaymentDue } from '../workflows/contract.js';
import { OrderNotFound, Unavailable } from './errors.js';
import { valid } from './failures.js';
import { heldFor, placeOrder } from './place.js';

/** How far a placed order has come when the time to wait is over. */
export type Placed =
  /** `startedBy` is the request id of the call that started the order, which may have been another. */
  | { readonly stage: 'due'; readonly due: PaymentDue; readonly startedBy: string | undefined }
  | { readonly stage: 'ended'; readonly outcome: OrderOutcome }
  /** The start is durable, and the payment will be due: ask again later. */
  | { readonly stage: 'started' };

// One look at the server, which has just been too slow for the order; it takes its share of the patience.
const LOOK_WITHIN_MS = 2_000;
const LOOK_SHARE = 1 / 3;

/** Places an order, and waits no longer than told; nothing of the call goes on after that but the order itself. */
export async function placeWithin(
  client: Client,
  taskQueue: string,
  input: OrderRequest,
  { patienceMs, requestId }: { readonly patienceMs: number; readonly requestId?: string },
): Promise<Placed> {
  const request = valid(checkRequest(input));
  const until = Date.now() + patienceMs;
  const lookAt = until - Math.min(LOOK_WITHIN_MS, patienceMs * LOOK_SHARE);
  try {
    const { answer, startedBy } = await client.withDeadline(lookAt, () =>
      placeOrder(client, taskQueue, request, requestId),
    );
    if ('outcome' in answer) return { stage: 'ended', outcome: answer };
    return { stage: 'due', due: answer, startedBy };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    // The time is over, or the answer was lost: is the order there all the same?
    const look = () => heldFor(client, request);
    await client.withDeadline(until, look).catch((failed: unknown) => {
      throw failed instanceof OrderNotFound ? error : failed;
    });
    return { stage: 'started' };
  }
}

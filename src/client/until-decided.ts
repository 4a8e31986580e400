import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowClient } from '@temporalio/client';
import { compare } from '../domain/ledger.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { Payment } from '../domain/payment.js';
import * as contract from '../workflows/contract.js';
import { NoOutcome, OrderNotFound } from './errors.js';
import { readOutcome } from './outcome.js';
import { withCalls } from './with-calls.js';

// As a rule the order is done by then, also where workers have all hands full: a look is a query, and would be one task more for
// them. What is left is an order that waits for the rest of its total, or for the platform.
const FIRST_LOOK_MS = 3_000;
const LONGEST_PAUSE_MS = 30_000;

/** What became of a payment that an order was told of: what is true while the order goes on, or the end that accounts for it. */
export type Decided = 'part_paid' | 'duplicate' | { readonly end: OrderOutcome | undefined };

/** Waits for the end of an order, but no longer than until it is the truth where the money of this payment is. */
export async function untilDecided(
  workflows: WorkflowClient,
  reference: string,
  payment: Payment,
): Promise<Decided> {
  // A client of its own: that of a test with skipped time skips the time to pay while it waits for an end. And no client can
  // be told to wait no more, so its one long call at a time is ended.
  const answered = new AbortController();
  const waiting = withCalls(workflows, (service) => ({
    getWorkflowExecutionHistory(request: object) {
      answered.signal.throwIfAborted();
      // A signal for each call: the SDK never takes its listener off.
      return workflows.connection.withAbortSignal(AbortSignal.any([answered.signal]), () =>
        service.getWorkflowExecutionHistory(request),
      );
    },
  }));
  const end = readEnd(waiting, reference).then((outcome) => ({ end: outcome }));
  try {
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const decided =
        (await Promise.race([end, pause(pauseMs, undefined, { signal: answered.signal })])) ??
        (await Promise.race([end, look(waiting, reference, payment)]));
      if (decided) return decided;
    }
  } finally {
    answered.abort();
  }
}

/** Waits for the end of an order; undefined where nobody can say how it ended, nor what was recorded in it. */
export async function readEnd(
  workflows: WorkflowClient,
  reference: string,
): Promise<OrderOutcome | undefined> {
  try {
    return await readOutcome(workflows, reference);
  } catch (error) {
    if (error instanceof OrderNotFound || error instanceof NoOutcome) return undefined;
    throw error;
  }
}

async function look(
  workflows: WorkflowClient,
  reference: string,
  payment: Payment,
): Promise<Decided | undefined> {
  const handle = workflows.getHandle(contract.orderWorkflowId(reference));
  // Whatever keeps it from being answered, the money is in the order, and its end will tell.
  const status = await handle.query(contract.orderStatusQuery).catch(() => undefined);
  const known = status && compare(status.payments, payment);
  if (known === 'conflict') return 'duplicate';
  return known === 'duplicate' && status?.phase === 'awaiting_payment' ? 'part_paid' : undefined;
}

import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowClient, type Client } from '@temporalio/client';
import { compare } from '../domain/ledger.js';
import type { OrderOutcome } from '../domain/outcome.js';
import type { Payment } from '../domain/payment.js';
import * as contract from '../workflows/contract.js';
import { NoOutcome, OrderNotFound, Unavailable } from './errors.js';
import { translating } from './failures.js';
import { readOutcome } from './outcome.js';

// As a rule the order is done by then. What is left is an order that waits for the rest of its total, or for the platform.
const FIRST_LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** What became of a payment that an order was told of: what is true while the order goes on, or the end that accounts for it. */
export type Decided = 'part_paid' | 'duplicate' | { readonly end: OrderOutcome | undefined };

/** Waits for the end of an order, but no longer than until it is the truth where the money of this payment is. */
export async function untilDecided(client: Client, reference: string, payment: Payment): Promise<Decided> {
  // A client of its own: that of a test with skipped time skips the time to pay while it waits for an end.
  const workflows = new WorkflowClient(client.workflow.options);
  const answered = new AbortController();
  const { signal } = answered;
  const end = client
    .withAbortSignal(signal, () => readEnd(workflows, reference))
    .then((outcome) => ({ end: outcome }));
  try {
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const decided =
        (await Promise.race([end, pause(pauseMs, undefined, { signal })])) ??
        (await look(workflows, reference, payment));
      if (decided) return decided;
    }
  } finally {
    answered.abort();
  }
}

/** Waits for the end of an order; undefined where nobody can say how it ended, nor what was recorded in it. */
export function readEnd(workflows: WorkflowClient, reference: string): Promise<OrderOutcome | undefined> {
  return readOutcome(workflows, reference).catch((error: unknown) => {
    if (error instanceof OrderNotFound || error instanceof NoOutcome) return undefined;
    throw error;
  });
}

async function look(
  workflows: WorkflowClient,
  reference: string,
  payment: Payment,
): Promise<Decided | undefined> {
  const handle = workflows.getHandle(contract.orderWorkflowId(reference));
  try {
    const { phase, payments } = await translating(reference, handle.query(contract.orderStatusQuery));
    const known = compare(payments, payment);
    if (known === 'conflict') return 'duplicate';
    return known === 'duplicate' && phase === 'awaiting_payment' ? 'part_paid' : undefined;
  } catch (error) {
    // Nobody is there to be asked; the end is waited for, and the next look may find somebody.
    if (error instanceof Unavailable || error instanceof OrderNotFound) return undefined;
    throw error;
  }
}

import {
  isGrpcServiceError,
  isRetryableError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, NamespaceNotFoundError } from '@temporalio/common';
import {
  AlreadyPaid,
  InvalidInput,
  NoOutcome,
  OrderNotFound,
  ReferenceTaken,
  Unavailable,
  NotSetUp,
} from './errors.js';
import { failure } from '../domain/failure.js';
import type { Checked, Problem } from '../domain/problem.js';

// A server that has no worker to ask is as silent as one that is slow.
const LATE = 'in time; is a worker running?';
// A worker, the server or its database has died while the order was being decided about: that is done again in a moment.
const INTERRUPTED = 'since a crash has interrupted it';

/** Tells whether a message found no running workflow: it has ended, or there never was one. */
export function ended(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError || updateFailure(error)?.type === 'AcceptedUpdateCompletedWorkflow'
  );
}

/** Turns what Temporal's client throws into an error that says what to do next. */
export function translate(reference: string, error: unknown): unknown {
  if (error instanceof WorkflowNotFoundError) return new OrderNotFound(reference);
  if (error instanceof WorkflowFailedError) return new NoOutcome(reference, error.cause);
  const refusal = updateFailure(error);
  switch (refusal?.type) {
    case failure.referenceTaken:
      return new ReferenceTaken(reference);
    case failure.alreadyPaid:
      return new AlreadyPaid(reference);
    case failure.invalidRequest:
      return new InvalidInput((refusal.details?.[0] ?? []) as Problem[]);
    // The server's own word for an update that it had handed out before it crashed.
    case 'UnprocessedUpdate':
      return new Unavailable(INTERRUPTED);
    default:
      break;
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Unavailable(LATE);
  if (error instanceof NamespaceNotFoundError) return new NotSetUp('the namespace is missing');
  // Most calls wrap what the server said; the start with an update throws it as it is.
  const said = [error, error instanceof Error && error.cause].find(isGrpcServiceError);
  return said ? readGrpc(error, said) : error;
}

type Said = Parameters<typeof isRetryableError>[0] & { readonly message: string };

function readGrpc(error: unknown, said: Said): unknown {
  const { details, message } = said;
  const code: number = said.code;
  if (code === deadlineExceeded) return new Unavailable(LATE);
  // What only a worker can answer is turned away at once where none has been for minutes, or none of its version.
  if (/no poller/.test(details)) return new Unavailable('no worker is there');
  if (code === canceled || mayGoBetter(said))
    return new Unavailable(details.split('. Resolution note')[0] ?? '');
  // Of two operations in one, the details do not say which failed and why.
  if (/due to .*workflow task/i.test(message)) return new Unavailable(INTERRUPTED);
  return /search attribute/i.test(message) ? new NotSetUp('the search attributes are missing') : error;
}

// Codes of gRPC.
const canceled = 1;
const deadlineExceeded = 4;

// What the SDK asks again for until it gives up, and what the server hides the reason of: it may be a database that was killed.
const mayGoBetter = (said: Said) => isRetryableError(said) || said.details.includes('please retry');

function updateFailure(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

/** Waits for a call, and translates what it throws. */
export async function translating<T>(reference: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw translate(reference, error);
  }
}

/** The value that was checked; problems are `InvalidInput`. */
export function valid<T>(checked: Checked<T>): T {
  if ('problems' in checked) throw new InvalidInput(checked.problems);
  return checked.value;
}

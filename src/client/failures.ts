import {
  isGrpcServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  AlreadyPaid,
  InvalidInput,
  NoOutcome,
  OrderNotFound,
  ReferenceTaken,
  Unavailable,
} from './errors.js';
import { failure } from '../domain/failure.js';
import type { Checked, Problem } from '../domain/problem.js';

// gRPC's number for it.
const RESOURCE_EXHAUSTED = 8;

/** Tells whether a message found no running workflow: it has ended, or there never was one. */
export function ended(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError || updateFailure(error)?.type === 'AcceptedUpdateCompletedWorkflow'
  );
}

/** Tells whether the workflow has as many updates in flight as it takes. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    isGrpcServiceError(error.cause) &&
    (error.cause.code as number) === RESOURCE_EXHAUSTED
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
    default:
      break;
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return new Unavailable('in time');
  if (error instanceof Error && isGrpcServiceError(error.cause))
    return new Unavailable(error.cause.details.split('. Resolution note')[0] ?? '');
  return error;
}

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

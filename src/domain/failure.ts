/**
 * The failure types that cross a boundary: activity to workflow, workflow to client.
 * Stored in histories: renaming one is a breaking change.
 */
export const failure = {
  /** The upstream said no, with its own words. */
  refused: 'Refused',
  /** Certainly not processed: it is safe to try again. */
  notProcessed: 'NotProcessed',
  /** It may have taken effect: look before doing anything else. */
  unknown: 'Unknown',
  /** Nothing has moved yet: not a failure to anybody, only a reason to look again later. */
  stillInProgress: 'StillInProgress',
  /** The upstream does not know the order. */
  notFound: 'NotFound',
  /** The upstream does not accept the API key for this (401, 403). */
  wrongKey: 'WrongKey',
  /** What the workflow was started with, or what an update carries, is not what it should be. */
  invalidRequest: 'InvalidRequest',
  /** The reference belongs to another order request. */
  referenceTaken: 'ReferenceTaken',
  /** The order cannot be called off: it is paid. */
  alreadyPaid: 'AlreadyPaid',
} as const;

export type FailureType = (typeof failure)[keyof typeof failure];

export function isFailureType(name: unknown): name is FailureType {
  return Object.values<unknown>(failure).includes(name);
}

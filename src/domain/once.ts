/**
 * Makes something at its first use, and keeps it where nobody else can reach it. So are schemas made: building them takes
 * longer than all else that a workflow does, so workers share the modules that have them among all workflows; the SDK
 * freezes whatever such a module exports, and zod writes to its schemas when they are used.
 */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

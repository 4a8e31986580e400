import { createHash } from 'node:crypto';
import type { CheckedRequest } from '../domain/order-request.js';

/**
 * Names a checked request by its content, so that the same request is known again: the order of its fields does not
 * matter, nor whether a default was written out; any other difference does.
 */
export function fingerprint(request: CheckedRequest): string {
  return createHash('sha256').update(canonical(request)).digest('hex').slice(0, 32);
}

/** JSON with its keys in order, and without what is undefined. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

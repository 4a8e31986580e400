import { expect } from 'vitest';
import type { Answer } from './gateway.js';

/** What an answer says is wrong; it must be whole problem details, of this very request. */
export function problemOf({ status, headers, body }: Pick<Answer, 'status' | 'headers' | 'body'>) {
  expect(headers.get('content-type')).toBe('application/problem+json');
  const { code, ...rest } = body as { code: string; type: string; status: number; requestId: string };
  expect(rest).toMatchObject({ status, type: `urn:order-saga:problem:${code}` });
  expect(rest.requestId).toBe(headers.get('x-request-id'));
  return { status, code };
}

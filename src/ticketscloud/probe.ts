import { readBaseUrl } from './base-url.js';
import { NoUsableAnswer } from './errors.js';
import { createHttp } from './http.js';
import type { TicketscloudOptions } from './ticketscloud.js';

/** What the API answers to a question that changes nothing. */
export interface Probe {
  readonly status: number;
  /** By the API's clock, in epoch milliseconds; whole seconds, rounded down. */
  readonly answeredAt: number;
}

// Nobody's: ids begin with the second in which they were made, and this one's is in 1970.
const NO_ORDER = '0'.repeat(24);

/** Tells whether the API says no to the key. */
export const refusesKey = ({ status }: Pick<Probe, 'status'>): boolean => status === 401 || status === 403;

/** Asks for an order that cannot be there: 404 from who takes the key, 401 or 403 from who does not. */
export async function probe(
  options: TicketscloudOptions,
  deadlineMs: number,
): Promise<Probe | NoUsableAnswer> {
  const http = createHttp(readBaseUrl(options.url, options.allowHttp), options.apiKey);
  try {
    const question = { method: 'GET', path: '/v1/resources/orders/:id', id: NO_ORDER } as const;
    const { status, answeredAt } = await http.send(question, { deadlineMs });
    return { status, answeredAt };
  } catch (error) {
    if (error instanceof NoUsableAnswer) return error;
    throw error;
  } finally {
    http.close();
  }
}

import type { JournalEntry, OrderView } from '../../sandbox/sandbox.js';
import type { OrderOutcome } from '../../src/client.js';

/** All that can be seen of a story from outside. Instants are those of the journal: monotonic milliseconds. */
export interface Witness {
  readonly journal: readonly JournalEntry[];
  /** Absent when the saga neither ended nor asked for help. */
  readonly outcome?: OrderOutcome | undefined;
  /** How many orders the saga says it may have left behind. */
  readonly possibleOrphans: number;
  /** When the shop was told how to pay, and how much. */
  readonly due?: { readonly at: number; readonly total: string } | undefined;
  readonly reports: readonly Report[];
  readonly refunds: readonly { readonly paymentId: string; readonly amount: string }[];
  /** What is owed until somebody has found out: by how much a report after the end was above what stands. */
  readonly differences: readonly { readonly paymentId: string; readonly amount: string }[];
  /** The orders of the platform, and the tickets of the set, thirteen hours later. */
  readonly upstream: readonly Pick<OrderView, 'id' | 'status' | 'tickets'>[];
  readonly stock: { readonly held: number; readonly sold: number };
  /** The ids of the orders that the platform forgot. */
  readonly vanished: readonly string[];
}

/** A report of money: what it said, when it was sent, when the saga knew its id for certain, and what it was answered. */
export interface Report {
  readonly paymentId: string;
  readonly amount: string;
  readonly sentAt: number;
  readonly knownAt?: number | undefined;
  readonly answer?: string | undefined;
}

/** What was seen, a line a call. */
export function tell({ journal, upstream, ...rest }: Witness): string {
  const calls = journal.map(({ receivedAt, at, method, path, body, status, fault }) => {
    const asked = method === 'GET' ? '' : JSON.stringify(body);
    return [receivedAt.toFixed(), at, method, path, asked, status, fault].join(' ');
  });
  return [...calls, ...upstream.map(({ id, status }) => `${id} ${status}`), JSON.stringify(rest)].join('\n');
}

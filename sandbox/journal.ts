import type { FaultKind } from './faults.js';

/** One request to the API and what became of it: the tests' witness. */
export interface JournalEntry {
  /** From 1 on. That of the first entry which is still there tells how many were forgotten: one less than itself. */
  seq: number;
  /** Monotonic ms: when it came, and when its answer (or what stood for one) had been decided and began to leave. */
  receivedAt: number;
  answeredAt: number | null;
  /** The sandbox's time at which it was carried out; `null` while it has not been. */
  at: string | null;
  method: string;
  path: string;
  query: string;
  orderId: string | null;
  /** The parsed JSON, the text when it is not JSON, or `null` when there is none. */
  body: unknown;
  /** Never the key itself. */
  key: 'ok' | 'wrong' | 'missing';
  /** Whether it changed an order. */
  tookEffect: boolean;
  fault: FaultKind | null;
  /** What was sent, `null` when nothing was. */
  status: number | null;
  answer: unknown;
}

export type Journal = ReturnType<typeof createJournal>;

// A sandbox may run for weeks, and an entry with its answer has a few kilobytes.
const MOST_ENTRIES = 10_000;

/** Keeps the newest entries. */
export function createJournal() {
  const entries: JournalEntry[] = [];
  return {
    open(request: Pick<JournalEntry, 'method' | 'path' | 'query' | 'orderId' | 'key'>): JournalEntry {
      const entry: JournalEntry = {
        seq: (entries.at(-1)?.seq ?? 0) + 1,
        receivedAt: performance.now(),
        answeredAt: null,
        at: null,
        ...request,
        body: null,
        tookEffect: false,
        fault: null,
        status: null,
        answer: null,
      };
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) entries.shift();
      return entry;
    },
    read: () => structuredClone(entries),
  };
}

/** Notes that an answer begins to leave; `sent` is left out when there is none. */
export function noteAnswer(entry: JournalEntry, sent?: { status: number; body: string }): void {
  entry.answeredAt ??= performance.now();
  if (!sent) return;
  entry.status = sent.status;
  try {
    entry.answer = JSON.parse(sent.body);
  } catch {
    entry.answer = sent.body;
  }
}

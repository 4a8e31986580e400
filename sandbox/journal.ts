import type { FaultKind } from './faults.js';

/** One request to the API and what became of it: the tests' witness. */
export interface JournalEntry {
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

export function createJournal() {
  const entries: JournalEntry[] = [];
  return {
    open(request: Pick<JournalEntry, 'method' | 'path' | 'query' | 'orderId' | 'key'>): JournalEntry {
      const entry: JournalEntry = {
        seq: entries.length + 1,
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

import type { JournalEntry } from './sandbox.js';

/** A request that the saga sent, and how many of its like came directly after it. */
export interface Call {
  readonly at: string | null;
  /** The method and what it is about: `PATCH done`. */
  readonly what: string;
  readonly answer: { readonly status: number; readonly order?: string } | 'pending' | 'none' | 'lost';
  readonly times: number;
}

/**
 * Picks from the sandbox's journal what was sent for one order. The look for an order whose create was lost names none:
 * it is taken for the look of that order whose create had no good answer just before.
 */
export function callsOf(
  journal: readonly JournalEntry[],
  reference: string,
  orderId: string | undefined,
): Call[] {
  let searching = false;
  const own = journal.filter((entry) => {
    const creates = entry.method === 'POST' && markerOf(entry.body) === reference;
    const names = creates || (orderId !== undefined && entry.orderId === orderId);
    if (names) searching = creates && isUnclear(answerOf(entry));
    return names || (searching && entry.method === 'GET' && entry.orderId === null);
  });
  return own.map(viewCall).reduce<Call[]>(countAlike, []);
}

function isUnclear(answer: Call['answer']): boolean {
  return typeof answer === 'object' ? answer.status >= 500 : answer !== 'pending';
}

function countAlike(calls: Call[], call: Call): Call[] {
  const last = calls.at(-1);
  const alike = last?.what === call.what && JSON.stringify(last.answer) === JSON.stringify(call.answer);
  return alike ? [...calls.slice(0, -1), { ...last, times: last.times + 1 }] : [...calls, call];
}

function viewCall(entry: JournalEntry): Call {
  const { at, method, body, orderId } = entry;
  const subject = method === 'GET' && orderId === null ? 'orders' : 'order';
  const what = `${method} ${method === 'PATCH' ? aimOf(body) : subject}`;
  return { at, what, answer: answerOf(entry), times: 1 };
}

function answerOf({ status, answer, answeredAt, tookEffect, fault }: JournalEntry): Call['answer'] {
  if (status !== null) {
    const order = valueOf(answer, 'status');
    return { status, ...(typeof order === 'string' && { order }) };
  }
  if (answeredAt === null && fault === null) return 'pending';
  return tookEffect ? 'lost' : 'none';
}

function aimOf(patch: unknown): string {
  const status = valueOf(patch, 'status');
  return typeof status === 'string' ? status : Object.keys(patch ?? {}).join(', ');
}

/** The reference of an order: the saga writes it into the page that the customer returns to. */
function markerOf(body: unknown): string | null {
  const page = valueOf(valueOf(body, 'payment'), 'success_url');
  // Of a request that the sandbox refused, anything may stand there.
  return typeof page === 'string' && URL.canParse(page) ? new URL(page).searchParams.get('reference') : null;
}

function valueOf(json: unknown, field: string): unknown {
  return typeof json === 'object' && json !== null
    ? Object.entries(json).find(([name]) => name === field)?.[1]
    : undefined;
}

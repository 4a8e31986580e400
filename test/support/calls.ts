import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalEntry, RequestMatch, Sandbox } from '../../sandbox/sandbox.js';

/** The calls that a saga makes, for faults and moments to be tied to. */
export const call = {
  create: { method: 'POST' },
  setPaymentSystem: { method: 'PATCH', body: { payment: {} } },
  setInProgress: { method: 'PATCH', body: { status: 'in_progress' } },
  complete: { method: 'PATCH', body: { status: 'done' } },
  cancel: { method: 'PATCH', body: { status: 'canceled' } },
  look: { method: 'GET' },
} as const satisfies Record<string, RequestMatch>;

/** What the platform was really asked for, in order: "POST", "PATCH payment", "PATCH done", "GET", … */
export function asked({ journal }: { journal: Sandbox['journal'] | readonly JournalEntry[] }): string[] {
  const entries = typeof journal === 'function' ? journal() : journal;
  return entries.map(({ method, body }) => {
    if (method !== 'PATCH') return method;
    // Null while the body has not been read yet.
    const patch = body as { status?: string } | null;
    return `PATCH ${patch?.status ?? 'payment'}`;
  });
}

/** Waits until the platform works at no call any more, not even at one whose caller has gone. */
export async function allEnded({ journal }: Pick<Sandbox, 'journal'>): Promise<void> {
  while (journal().some(({ answeredAt }) => answeredAt === null)) await sleep(20);
}

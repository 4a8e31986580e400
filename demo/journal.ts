import type { JournalEntry } from '../sandbox/sandbox.js';
import type { Platform } from './platform.js';

/** A request as the platform received it, and what it did with it. */
export interface ReceivedRequest {
  /** The method and what it is about: `PATCH done`. */
  call: string;
  /** `null` when no answer was sent. */
  status: number | null;
  /** The order's state in the answer. */
  order?: string;
  /** Whether it changed the order. */
  tookEffect: boolean;
  /** What spoilt the answer. */
  fault: JournalEntry['fault'];
}

// Quick enough for somebody who reads along.
const lookEveryMs = 100;

/** Tells every request that the platform receives from now on, once and in order, soon after it was answered. */
export async function followJournal(platform: Platform, tell: (request: ReceivedRequest, at: Date) => void) {
  const requests: ReceivedRequest[] = [];
  let told = (await platform.journal()).at(-1)?.seq ?? 0;
  async function catchUp(): Promise<void> {
    for (const entry of await platform.journal()) {
      // Another look may have told it meanwhile.
      if (entry.seq <= told) continue;
      if (entry.answeredAt === null) return;
      told = entry.seq;
      const request = viewRequest(entry);
      requests.push(request);
      tell(request, entry.at === null ? new Date() : new Date(entry.at));
    }
  }
  // A platform that is gone is noticed elsewhere.
  const timer = setInterval(() => void catchUp().catch(() => undefined), lookEveryMs);
  return { requests, catchUp, stop: () => clearInterval(timer) };
}

export function tellRequest({ call, status, order, tookEffect, fault }: ReceivedRequest): string {
  if (status !== null) return `${call} → ${status}${order === undefined ? '' : ` ${order}`}`;
  return `${call} → ${tookEffect ? 'took effect, but ' : ''}no answer (${fault ?? 'nobody waited for it'})`;
}

function viewRequest(entry: JournalEntry): ReceivedRequest {
  const { method, body, status, answer, tookEffect, fault } = entry;
  const order = valueOf(answer, 'status');
  const call = `${method} ${method === 'PATCH' ? aimOf(body) : subjectOf(entry)}`;
  return { call, status, ...(typeof order === 'string' && { order }), tookEffect, fault };
}

function subjectOf({ method, orderId }: JournalEntry): string {
  // A worker that starts asks for nobody's order, to see whether its key is accepted.
  if (orderId !== null && /^0+$/.test(orderId)) return 'nothing, to try the key';
  return method === 'GET' && orderId === null ? 'orders' : 'order';
}

function aimOf(patch: unknown): string {
  const status = valueOf(patch, 'status');
  return typeof status === 'string' ? status : Object.keys(patch ?? {}).join(', ');
}

function valueOf(json: unknown, field: string): unknown {
  return typeof json === 'object' && json !== null
    ? Object.entries(json).find(([name]) => name === field)?.[1]
    : undefined;
}

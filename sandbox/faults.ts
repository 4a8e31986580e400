import { z } from 'zod';
import { parseOrRefuse } from './parse-or-refuse.js';
import { collectionPath, orderPath } from './routes.js';

const ms = z.int().min(0).max(86_400_000);

const requestMatch = z.strictObject({
  method: z.enum(['GET', 'POST', 'PATCH']).optional(),
  path: z.enum([collectionPath, orderPath]).optional(),
  /** A part of the request's JSON: `{payment: {}}` matches every body that sets something of the payment. */
  body: z.record(z.string(), z.json()).optional(),
  order: z.string().optional(),
});

const faultKinds = z.discriminatedUnion('kind', [
  /** Any answer: a refusal, a gateway's 502, a 429 with Retry-After, a redirect. A string body is sent as it stands. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.json().optional(),
  }),
  /** The true answer, later. It always takes effect: after the wait, or before it with `effect`. */
  z.strictObject({ kind: z.literal('slow'), ms }),
  /** The true answer, byte by byte. It always takes effect. */
  z.strictObject({ kind: z.literal('drip'), ms }),
  /** Never an answer, and the connection stays. */
  z.strictObject({ kind: z.literal('hang') }),
  /** A TCP reset. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The connection ends without an answer. */
  z.strictObject({ kind: z.literal('close') }),
  /** The head promises more bytes than come. */
  z.strictObject({ kind: z.literal('cut') }),
  /** The true answer's JSON breaks off in the middle. */
  z.strictObject({ kind: z.literal('malformed') }),
  /** 200 and a page. */
  z.strictObject({ kind: z.literal('html') }),
  /** The true answer with fields of other types, or missing. */
  z.strictObject({ kind: z.literal('wrongTypes') }),
  /** The true answer's status without a body. */
  z.strictObject({ kind: z.literal('empty') }),
  /** The true answer, followed by megabytes of white space. */
  z.strictObject({ kind: z.literal('huge') }),
  /** Kills a process, then never answers. */
  z.strictObject({
    kind: z.literal('kill'),
    // 0 and negative numbers would mean groups of processes.
    pid: z.int().min(2),
    signal: z.enum(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGSTOP']).default('SIGKILL'),
  }),
]);

const faultSpec = z.strictObject({
  match: requestMatch.default({}),
  /** How many matching requests pass unharmed first. */
  skip: z.int().min(0).default(0),
  /** How many are then spoilt; 0 means all. */
  times: z.int().min(0).default(1),
  /** Whether the request is carried out before the fault shows. If not, a spoilt answer is what it would have been. */
  effect: z.boolean().default(false),
  fault: faultKinds,
});

export type RequestMatch = z.input<typeof requestMatch>;
/** A misfortune as data: which requests it meets, when, and what happens to them. */
export type Fault = z.input<typeof faultSpec>;
export type ReadyFault = z.output<typeof faultSpec>;
export type FaultKind = Fault['fault']['kind'];

/** What a match is compared with. */
export interface MatchedRequest {
  method: string;
  template?: string;
  orderId?: string;
  body: unknown;
}

export type Faults = ReturnType<typeof createFaults>;

export function createFaults() {
  const active: (ReadyFault & { matched: number; applied: number })[] = [];
  return {
    /** Adds a fault, or refuses it, naming each field that is wrong. */
    add(fault: unknown) {
      active.push({ ...parseOrRefuse(faultSpec, fault), matched: 0, applied: 0 });
    },
    clear() {
      active.length = 0;
    },
    /** All faults, also those that are used up, with how many requests they matched and met. */
    list: () => structuredClone(active),
    /** The fault that meets a request: the first that matches, is past its skip and not used up. */
    take(request: MatchedRequest): ReadyFault | undefined {
      const matching = active.filter((fault) => matches(fault.match, request));
      for (const fault of matching) fault.matched += 1;
      const met = matching.find(
        ({ matched, skip, applied, times }) => matched > skip && (times === 0 || applied < times),
      );
      if (met) met.applied += 1;
      return met;
    },
  };
}

/** Whether a request is one of those meant. */
export function matches({ method, path, order, body }: RequestMatch, request: MatchedRequest): boolean {
  return (
    (method === undefined || method === request.method) &&
    (path === undefined || path === request.template) &&
    (order === undefined || order === request.orderId) &&
    (body === undefined || contains(request.body, body))
  );
}

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (typeof whole !== 'object' || whole === null) return false;
  const fields = new Map(Object.entries(whole));
  return Object.entries(part).every(([name, value]) => contains(fields.get(name), value));
}

import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AlreadyPaid,
  InvalidInput,
  NeedsNoHelp,
  NoOutcome,
  NotSetUp,
  OrderNotFound,
  OrdersError,
  PaymentNotOwed,
  ReferenceTaken,
  Unavailable,
  Unreadable,
} from '../client.js';
import type { Problem } from '../domain/problem.js';

/** What every request that fails is answered with: problem details (RFC 9457), as `application/problem+json`. */
export interface ProblemDetails {
  /** Names the kind of problem; its last part is `code`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What is wrong, and what to do next. */
  readonly detail: string;
  readonly code: string;
  /** What the log and the answer's `X-Request-Id` call this request. */
  readonly requestId: string;
  /** Every field that is wrong. */
  readonly problems?: readonly Problem[];
  /** The fields in which the request differs from the one that holds its reference. */
  readonly differing?: readonly string[];
}

/** A request that the gateway itself refuses; thrown by hooks and handlers. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly statusCode: number,
    readonly code: string,
    detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
  }
}

/** Answers whatever was thrown as problem details: the words are ours or the client's, never those of a bug or a parser. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, headers = {}, ...more } = readError(error);
  if (status >= 500) request.log.error({ error }, 'request failed');
  return reply
    .code(status)
    .headers(headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(detailsOf({ status, code, detail, ...more }, request.id));
}

/** The problem that an HTTP status alone stands for. */
export const describeStatus = (status: number, requestId: string): ProblemDetails =>
  detailsOf({ status, ...(byStatus[status] ?? byStatus[500]!) }, requestId);

function detailsOf({ status, code, ...more }: Omit<Answer, 'headers'>, requestId: string): ProblemDetails {
  const type = `urn:order-saga:problem:${code}`;
  return { type, title: STATUS_CODES[status] ?? 'Problem', status, code, requestId, ...more };
}

interface Answer extends Pick<ProblemDetails, 'status' | 'code' | 'detail' | 'problems' | 'differing'> {
  readonly headers?: Readonly<Record<string, string>>;
}

function readError(error: unknown): Answer {
  if (error instanceof HttpProblem)
    return { status: error.statusCode, code: error.code, detail: error.message, headers: error.headers };
  if (error instanceof OrdersError) return readOrdersError(error);
  const status = statusOf(error);
  return { status, ...(byStatus[status] ?? byStatus[500]!) };
}

function readOrdersError(error: OrdersError): Answer {
  const said = { code: error.code, detail: error.message };
  if (error instanceof InvalidInput) return { status: 422, ...said, problems: error.problems };
  if (error instanceof ReferenceTaken) return { status: 409, ...said, differing: error.differing };
  if (error instanceof AlreadyPaid || error instanceof NeedsNoHelp) return { status: 409, ...said };
  if (error instanceof OrderNotFound || error instanceof PaymentNotOwed) return { status: 404, ...said };
  // Soon: most of what makes Temporal unreachable is over in seconds.
  if (error instanceof Unavailable) return { status: 503, ...said, headers: { 'retry-after': '2' } };
  // Somebody has to do something first.
  if (error instanceof NotSetUp || error instanceof Unreadable)
    return { status: 503, ...said, headers: { 'retry-after': '60' } };
  // Repeating does not help: only an operator can tell what became of it.
  if (error instanceof NoOutcome) return { status: 410, ...said };
  return { status: 500, ...byStatus[500]! };
}

/** The framework's errors carry their status; a bug carries none. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status in byStatus) return status;
  return status >= 400 && status < 500 ? 400 : 500;
}

const byStatus: Record<number, Pick<Answer, 'code' | 'detail'>> = {
  400: { code: 'bad_request', detail: 'the request cannot be read: expected HTTP with a body of valid JSON' },
  408: { code: 'too_slow', detail: 'the request took too long to arrive: send it within 10 seconds' },
  413: { code: 'body_too_large', detail: 'the body is larger than any request needs: send less' },
  414: { code: 'path_too_long', detail: 'the path is longer than any reference: check it' },
  415: { code: 'unsupported_media_type', detail: 'expected a body with Content-Type: application/json' },
  429: {
    code: 'too_many_requests',
    detail: 'too many requests: wait as long as Retry-After says, then go on',
  },
  431: { code: 'headers_too_large', detail: 'the headers are larger than any request needs: send less' },
  500: {
    code: 'internal_error',
    detail: 'something is wrong here: it is in the log under the id of this request',
  },
};

import http from 'node:http';
import https from 'node:https';
import { create as createAxios, isAxiosError, isCancel, type AxiosResponse } from 'axios';
import { NoUsableAnswer, type Called } from './errors.js';
import { readHttpDate, readRetryAfter } from './http-time.js';

/** How long a call may take, its last byte included, and what may end it sooner. */
export interface Call {
  deadlineMs: number;
  signal?: AbortSignal | undefined;
  /** Sent along, such as the trace that the call belongs to. */
  headers?: Readonly<Record<string, string>> | undefined;
}

export interface HttpRequest extends Called {
  /** Stands in for `:id` of the path. */
  id?: string;
  query?: URLSearchParams;
  body?: object;
  /** Takes a connection of its own: when the server closes a kept one, nobody knows what it processed. */
  fresh?: boolean;
}

export interface HttpAnswer {
  status: number;
  text: string;
  /** By the server's clock, in epoch milliseconds. */
  answeredAt: number;
  retryAfterMs: number | undefined;
}

// An order is about a kilobyte.
const MOST_BYTES = 1_000_000;
// A page has 200 orders; where pages are not known, all come at once.
const MOST_BYTES_OF_A_LIST = 5_000_000;

/** Sends requests, one attempt each: any answer is returned, without one it throws `NoUsableAnswer`. */
export function createHttp(base: URL, apiKey: string) {
  const secure = base.protocol === 'https:';
  const { Agent } = secure ? https : http;
  const kept = new Agent({ keepAlive: true });
  const fresh = new Agent({ keepAlive: false });
  const instance = createAxios({
    baseURL: base.href,
    allowAbsoluteUrls: false,
    headers: {
      Authorization: `key ${apiKey}`,
      Accept: 'application/json',
      'Content-Type': 'application/json',
    },
    // A redirect would make a GET of a POST.
    maxRedirects: 0,
    maxContentLength: MOST_BYTES,
    maxBodyLength: MOST_BYTES,
    // Every status is an answer, and a body is text until a schema has read it.
    validateStatus: null,
    responseType: 'text',
    // The environment's proxy gives https a tunnel (CONNECT); of http it would read the key.
    ...(!secure && { proxy: false }),
  });

  async function send(request: HttpRequest, call: Call): Promise<HttpAnswer> {
    const agent = request.fresh ? fresh : kept;
    // axios's own timeout begins anew with every byte that drips in, and AbortSignal.timeout goes off after the answer, too.
    const deadline = new AbortController();
    const config = {
      method: request.method,
      url: urlOf(request),
      // Indented as the platform's documents have it: the bytes that are known to work.
      data: request.body && JSON.stringify(request.body, null, 4),
      signal: call.signal ? AbortSignal.any([deadline.signal, call.signal]) : deadline.signal,
      ...(call.headers && { headers: call.headers }),
      ...(request.query && { maxContentLength: MOST_BYTES_OF_A_LIST }),
      httpAgent: agent,
      httpsAgent: agent,
    };
    const timer = setTimeout(() => deadline.abort(), call.deadlineMs);
    try {
      return readResponse(await instance.request<string>(config));
    } catch (error) {
      const late = isCancel(error) && config.signal.reason === deadline.signal.reason;
      // The AxiosError ends here, not even kept as a cause: it carries the key and the body.
      throw new NoUsableAnswer(request, late ? 'deadline' : whyNoAnswer(error));
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    send,
    close: () => {
      kept.destroy();
      fresh.destroy();
    },
  };
}

function urlOf({ path, id, query }: HttpRequest): string {
  // Checked, not just encoded: no encoding keeps ".." from climbing to another resource.
  if (id !== undefined && !/^\w+$/.test(id)) throw new TypeError('an id must be letters and digits');
  return path.replace(':id', id ?? '') + (query ? `?${query.toString()}` : '');
}

function readResponse({ status, data, headers }: AxiosResponse<string>): HttpAnswer {
  // Without a Date the moment of receipt stands in (RFC 9110, 6.6.1). A hold that is as wrong as our clock does less
  // harm than a change that took effect and passes for a failure.
  const answeredAt = readHttpDate(headers.date) ?? Date.now();
  return { status, text: data, answeredAt, retryAfterMs: readRetryAfter(headers['retry-after'], answeredAt) };
}

/** Tells the failures that certainly came before the request was sent from those that may have come after. */
function whyNoAnswer(error: unknown): NoUsableAnswer['why'] {
  if (isCancel(error)) return 'canceled';
  if (!isAxiosError(error)) return 'connection lost';
  if (error.message.startsWith('maxContentLength')) return 'answer too large';
  if (error.code === 'ERR_BAD_REQUEST') return 'request too large';
  // A host with several addresses fails with one error for each.
  const failures: unknown[] = error.cause instanceof AggregateError ? error.cause.errors : [error.cause];
  const { syscall, code } = (failures[0] ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'getaddrinfo') return 'host not found';
  if (syscall === 'connect') return code === 'ECONNREFUSED' ? 'connection refused' : 'host unreachable';
  // Node's own mark of an unfinished handshake, more certain than any list of certificate errors.
  if (error.request?.socket?.secureConnecting) return 'tls failed';
  return 'connection lost';
}

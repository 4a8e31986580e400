/** The call that an error is about: `path` is the template, without ids. */
export interface Called {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
}

/** The API answered no: the same request gets the same answer until something changes. */
export class SaidNo extends Error {
  override readonly name = 'SaidNo';
  readonly method: Called['method'];
  readonly path: string;

  constructor(
    { method, path }: Called,
    readonly status: number,
    /** The platform's own words as `readTexts` cuts them; empty when it gave none. */
    readonly texts: readonly string[],
    readonly retryAfterMs: number | undefined,
  ) {
    const words = texts.length > 0 ? `: ${texts.join('; ')}` : '';
    super(`${method} ${path} answered ${status}${words}`);
    this.method = method;
    this.path = path;
  }
}

// Why there is no usable answer, and whether the request was processed all the same.
const PROCESSED = {
  'host not found': 'no',
  'host unreachable': 'no',
  'connection refused': 'no',
  'tls failed': 'no',
  'request too large': 'no',
  throttled: 'no',
  unavailable: 'no',
  deadline: 'unknown',
  canceled: 'unknown',
  'connection lost': 'unknown',
  'server trouble': 'unknown',
  'answer too large': 'unknown',
  'unreadable answer': 'unknown',
} as const;

/** The API gave nothing to build on: the request was certainly not processed, or nobody knows. */
export class NoUsableAnswer extends Error {
  override readonly name = 'NoUsableAnswer';
  readonly method: Called['method'];
  readonly path: string;
  readonly processed: 'no' | 'unknown';

  constructor(
    { method, path }: Called,
    readonly why: keyof typeof PROCESSED,
    readonly status?: number,
    readonly retryAfterMs?: number,
    /** The first field that an unreadable answer fails on. */
    field?: string,
  ) {
    const details = (status ? `, status ${status}` : '') + (field ? `, at ${field}` : '');
    super(`${method} ${path} got no usable answer: ${why}${details}`);
    this.method = method;
    this.path = path;
    this.processed = PROCESSED[why];
  }
}

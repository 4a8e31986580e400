import { Writable } from 'node:stream';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, onTestFinished } from 'vitest';
import type { SandboxOptions } from '../../sandbox/sandbox.js';
import { impatient } from '../../src/gateway/impatient.js';
import { createGateway, type GatewayOptions } from '../../src/gateway/server.js';
import { createLogger } from '../../src/logging.js';
import { examplePaySecret, webhookSecret } from './deliver.js';
import { useStack } from './stack.js';

export const token = 'the-first-token-of-a-shop';
export const newToken = 'the-next-token-of-a-shop';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What the text says, if it is JSON. */
  readonly body: unknown;
}

export type Gateway = Awaited<ReturnType<typeof openGateway>>;

/** Opens a gateway on loopback, with short ways to ask it as a caller that has a token. */
export async function openGateway(client: Client, options: Partial<GatewayOptions> = {}) {
  let log = '';
  const logger = createLogger(new Writable({ write: (chunk, _, done) => ((log += chunk), done()) }));
  const app = await createGateway({
    client,
    taskQueue: 'orders',
    tokens: [token, newToken],
    secrets: { standard: [webhookSecret], examplePay: [examplePaySecret] },
    requestsPerMinute: 1_000_000,
    trustProxy: 0,
    logger,
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  /** Sends a request; a body that is a text goes as it stands. */
  async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const json = { 'content-type': 'application/json' };
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && json), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const { status } = response;
    return { status, headers: response.headers, text, body: readJson(text) } satisfies Answer;
  }
  return {
    app,
    url,
    call,
    /** Waits longer than a shop would: the first order of a worker that has just started may take seconds. */
    place: (order: unknown, headers?: Record<string, string>) =>
      call('POST', '/orders', order, { prefer: 'wait=25', ...headers }),
    /** The lines that were logged about one request. */
    logOf: (requestId: string) => log.split('\n').filter((line) => line.includes(requestId)),
    log: () => log,
    close: () => app.close(),
  };
}

/** A gateway for one test to which no Temporal answers. */
export async function aLonelyGateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const connection = Connection.lazy({ address: '127.0.0.1:1', ...impatient });
  const gateway = await openGateway(new Client({ connection }), options);
  onTestFinished(async () => {
    await gateway.close();
    await connection.close();
  });
  return gateway;
}

/** Gives the tests of a file a whole system with a gateway, and a worker unless there is to be none. */
export function useGateway({ worker = true, ...options }: SandboxOptions & { worker?: boolean } = {}) {
  const stack = useStack(options);
  let gateway: Gateway;
  beforeAll(async () => {
    const [opened] = await Promise.all([openGateway(stack().client), worker && stack().startWorker()]);
    gateway = opened;
    return () => gateway.close();
  });
  return () => ({ ...stack(), gateway });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

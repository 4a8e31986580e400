import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, inject } from 'vitest';
import { startSandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { createOrders } from '../../src/client.js';
import { startDevServer } from '../../tools/temporal/start-dev-server.js';
import { runProgram, type Program } from './program.js';

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** Gives the tests of a file a whole system of their own, in real time, still without a worker; `stack()` is it. */
export function useStack(options: SandboxOptions = {}): () => Stack {
  let stack: Stack | undefined;
  beforeAll(async () => {
    stack = await startStack(options);
  });
  afterAll(() => stack?.close());
  return () => stack!;
}

async function startStack(options: SandboxOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  const data = { path: inject('devServerPath'), dbFile: join(folder, 'temporal.db') };
  const [firstServer, sandbox] = await Promise.all([startDevServer(data), startSandbox(options)]);
  let server = firstServer;
  const { address } = server;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const workers: Program[] = [];

  /** Kills the server; what it knew is in its file. */
  async function killServer(): Promise<void> {
    server.kill('SIGKILL');
    await server.ended;
  }

  /** Starts a server that was killed again, where it was. */
  async function restartServer(): Promise<void> {
    server = await startDevServer({ ...data, port: Number(new URL(`http://${address}`).port) });
  }

  /** Starts the worker's program, from its source unless told otherwise, and returns when it takes work. */
  async function startWorker(
    start = (env: NodeJS.ProcessEnv) => runProgram('src/worker.ts', env),
  ): Promise<Program> {
    const worker = start({
      TEMPORAL_ADDRESS: address,
      TICKETSCLOUD_URL: sandbox.url,
      TICKETSCLOUD_API_KEY: sandbox.key,
      TICKETSCLOUD_ALLOW_HTTP: '1',
    });
    workers.push(worker);
    await worker.prints('"msg":"worker ready"');
    return worker;
  }

  /** Ends everything at once: nothing of it is kept, so nothing has to be finished. */
  async function close(): Promise<void> {
    for (const worker of workers) worker.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await connection.close();
    await killServer();
    await sandbox.close();
    await rm(folder, { recursive: true });
  }

  const orders = createOrders(client);
  return { address, client, orders, sandbox, startWorker, killServer, restartServer, close };
}

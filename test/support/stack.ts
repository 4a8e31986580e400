import { Client, Connection } from '@temporalio/client';
import { beforeAll } from 'vitest';
import { startSandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { createOrders } from '../../src/client.js';
import { aServer } from './a-server.js';
import { runBuilt, type Program } from './program.js';

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** Gives the tests of a file a whole system of their own, in real time, still without a worker; `stack()` is it. */
export function useStack(options: SandboxOptions = {}): () => Stack {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack(options);
    // By afterAll it would be closed before what a later beforeAll returns, such as a gateway that still looks through it.
    return stack.close;
  });
  return () => stack;
}

async function startStack(options: SandboxOptions) {
  const [server, sandbox] = await Promise.all([aServer(), startSandbox(options)]);
  const { address, kill: killServer, restart: restartServer } = server;
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  const workers: Program[] = [];

  /** Starts the worker's program, as production does unless told otherwise, and returns when it takes work. */
  async function startWorker(start = (env: NodeJS.ProcessEnv) => runBuilt('worker', env)): Promise<Program> {
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
    await server.close();
    await sandbox.close();
  }

  const orders = createOrders(client);
  return { address, client, orders, sandbox, startWorker, killServer, restartServer, close };
}

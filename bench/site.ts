import { Client, Connection } from '@temporalio/client';
import { startProgram } from '../demo/program.js';
import type { OwnedProcess } from '../tools/temporal/spawn-owned.js';
import { startDevServer, type DevServerOptions } from '../tools/temporal/start-dev-server.js';
import type { Ground } from './ground.js';
import { createCompared } from './variants/compared.js';
import { createOurs } from './variants/ours.js';
import type { Variant, VariantName } from './variants/variant.js';

/** A variant with its worker, the only one of its task queue. */
export interface Running extends Variant {
  readonly name: VariantName;
  workerPid(): number;
  /** With SIGKILL, as in a crash. */
  killWorker(): Promise<void>;
  startWorker(): Promise<void>;
}

export interface Site {
  readonly client: Client;
  readonly serverPid: number;
  readonly variants: readonly Running[];
  /** Ends all of it as in a power failure. */
  kill(): Promise<void>;
}

/** Starts a dev server, and for each variant a worker of the same settings. */
export async function openSite(
  ground: Ground,
  names: readonly VariantName[],
  options: Pick<DevServerOptions, 'stock' | 'dbFile'> = {},
): Promise<Site> {
  const server = await startDevServer({ path: ground.cliPath, ...options });
  let doomed = false;
  void server.ended.then(() => {
    if (!doomed) ground.onBroken('the Temporal dev server ended by itself');
  });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection });
  const variants = await Promise.all(names.map((name) => run(name, client, server.address, ground)));
  return {
    client,
    serverPid: server.pid,
    variants,
    async kill() {
      doomed = true;
      server.kill('SIGKILL');
      await Promise.all([server.ended, ...variants.map(({ killWorker }) => killWorker())]);
      await connection.close();
    },
  };
}

async function run(name: VariantName, client: Client, address: string, ground: Ground): Promise<Running> {
  const queue = `bench-${name}`;
  let doomed: OwnedProcess | undefined;
  async function startWorker(): Promise<OwnedProcess> {
    const child = await (name === 'ours' ? startOurs : startCompared)(queue, address, ground);
    void child.ended.then(() => {
      if (child !== doomed)
        ground.onBroken(`the worker of ${name} ended by itself: ${child.lastWords().split('\n').at(-1)}`);
    });
    return child;
  }
  let worker = await startWorker();
  return {
    name,
    ...(name === 'ours' ? createOurs(client, queue) : createCompared(client, name, queue)),
    workerPid: () => worker.pid as number,
    async killWorker() {
      doomed = worker;
      worker.end('SIGKILL');
      await worker.ended;
    },
    async startWorker() {
      worker = await startWorker();
    },
  };
}

/** The production worker, from what `npm run build` made. */
async function startOurs(queue: string, address: string, { upstreamUrl }: Ground): Promise<OwnedProcess> {
  const { child } = await startProgram('dist/worker.js', {
    env: {
      NODE_ENV: 'production',
      TEMPORAL_ADDRESS: address,
      TICKETSCLOUD_URL: upstreamUrl,
      TICKETSCLOUD_API_KEY: '0'.repeat(32),
      TICKETSCLOUD_ALLOW_HTTP: '1',
      ORDERS_TASK_QUEUE: queue,
    },
    ready: /"msg":"worker ready"/,
  });
  return child;
}

async function startCompared(queue: string, address: string, ground: Ground): Promise<OwnedProcess> {
  const { upstreamUrl, bundlePath } = ground;
  const args = ['--queue', queue, '--address', address, '--bundle', bundlePath, '--upstream', upstreamUrl];
  const { child } = await startProgram('bench/worker.ts', { args, ready: /^worker ready$/m });
  return child;
}

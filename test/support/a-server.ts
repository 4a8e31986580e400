import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { bringUpServer } from '../../tools/stack/stack.js';
import { startDevServer } from '../../tools/temporal/start-dev-server.js';

/** A Temporal server that can be killed, and started again where it was with what it knew. */
export interface TestServer {
  address: string;
  kill: () => Promise<void>;
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

/** Starts the kind of server that the tests are run on: a dev server, or one on PostgreSQL as in production. */
export function aServer(): Promise<TestServer> {
  return inject('topology') === 'production' ? aProductionServer() : aDevServer();
}

async function aDevServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  const data = { path: inject('devServerPath'), dbFile: join(folder, 'temporal.db') };
  let server = await startDevServer(data);
  const { address } = server;
  const kill = async () => {
    server.kill('SIGKILL');
    await server.ended;
  };
  return {
    address,
    kill,
    async restart() {
      server = await startDevServer({ ...data, port: Number(new URL(`http://${address}`).port) });
    },
    async close() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function aProductionServer(): Promise<TestServer> {
  const { temporal, takeDown } = await bringUpServer(console.log);
  return { address: temporal.address, kill: temporal.crash, restart: temporal.start, close: takeDown };
}

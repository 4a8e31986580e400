import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import type { Say } from '../temporal/acquire.js';
import { ensurePostgresql } from './ensure-postgresql.js';
import { ensureTemporal } from './ensure-temporal.js';
import { createPostgresql, type Postgresql } from './postgresql.js';
import { build, createGateway, createWorker, type Gateway } from './programs.js';
import type { Service } from './service.js';
import { startTemporal, type TemporalServer } from './temporal.js';

/** What production consists of, on this machine. */
export interface Stack extends Server {
  readonly workers: readonly Service[];
  readonly gateway: Gateway;
  readonly sandbox: Sandbox;
  /** Rejects when a part of it ends that nobody wanted to end. */
  readonly broken: Promise<never>;
}

/** A Temporal server on PostgreSQL. */
export interface Server {
  readonly database: Postgresql;
  readonly temporal: TemporalServer;
  /** Ends everything, and removes its data. */
  takeDown: () => Promise<void>;
}

export interface StackOptions {
  sandbox?: SandboxOptions;
  ports?: { temporal?: number; gateway?: number };
}

/** Brings up PostgreSQL, a Temporal server on it, a sandbox of the platform, two workers and a gateway. */
export async function bringUpStack(say: Say, { sandbox: options, ports }: StackOptions = {}): Promise<Stack> {
  const [server] = await Promise.all([bringUpServer(say, ports?.temporal), build(say)]);
  const sandbox = await startSandbox(options);
  const temporalOnly = { TEMPORAL_ADDRESS: server.temporal.address };
  const upstream = {
    TICKETSCLOUD_URL: sandbox.url,
    TICKETSCLOUD_API_KEY: sandbox.key,
    TICKETSCLOUD_ALLOW_HTTP: '1',
  };
  // When one dies the other goes on, as in production.
  const workers = [1, 2].map((number) => createWorker(`worker ${number}`, { ...temporalOnly, ...upstream }));
  const gateway = await createGateway(temporalOnly, ports?.gateway);
  const programs = [...workers, gateway];
  await Promise.all(programs.map(({ start }) => start()));
  const broken = Promise.race([server.database, server.temporal, ...programs].map(({ broken }) => broken));
  // Whoever cares awaits it.
  broken.catch(() => undefined);
  return {
    ...server,
    sandbox,
    workers,
    gateway,
    broken,
    async takeDown() {
      await Promise.all(programs.map(({ stop }) => stop()));
      await server.takeDown();
      await sandbox.close();
    },
  };
}

/** Brings up PostgreSQL and a Temporal server on it, with empty databases. */
export async function bringUpServer(say: Say, preferredPort?: number): Promise<Server> {
  const [binaries, programs] = await Promise.all([ensurePostgresql(say), ensureTemporal(say)]);
  // Not in the project: the user who runs PostgreSQL may not be allowed to go there.
  const folder = await mkdtemp(join(tmpdir(), 'order-stack-'));
  // Again where a process that was just killed has still written something.
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const database = await createPostgresql(binaries, folder);
  await database.start();
  // After the handler that kills it, which it has brought along.
  process.on('exit', removeFolder);
  const temporal = await startTemporal(programs, database, preferredPort);
  return {
    database,
    temporal,
    async takeDown() {
      await temporal.stop();
      await database.stop();
      process.off('exit', removeFolder);
      removeFolder();
    },
  };
}

import { Client, Connection } from '@temporalio/client';
import { createOrders, type Orders } from '../client.js';
import { tellProblems } from '../domain/problem.js';
import { loadDotEnv } from '../dot-env.js';
import { readEncryption } from '../encryption.js';
import { connectTemporal } from '../temporal.js';
import { DEFAULT_TASK_QUEUE, orderWorkflowId } from '../workflows/contract.js';
import { NotConnected, WrongSettings } from './errors.js';
import { readWebUi } from './web-ui.js';

/** What a command works with, once it is connected to Temporal. */
export interface Connected {
  readonly orders: Orders;
  /** Lets calls take so long, in milliseconds; then they throw `Unavailable`. */
  within<T>(ms: number, call: () => Promise<T>): Promise<T>;
  /** Where an order is in the Web UI, when it is known where that is. */
  webUi(reference: string): string | undefined;
}

// For what Temporal and a worker answer at once; a worker that was just killed is missed for ten seconds.
export const AT_ONCE_MS = 15_000;
// For what the platform has a say in. Its calls may take 20 s each, and the first may have to be repeated.
export const DECISION_MS = 60_000;
// Enough for a cluster on the other side of the world.
const CONNECT_TIMEOUT = '3 seconds';

/** Connects to the Temporal that the environment names for as long as some work takes. */
export async function withOrders<T>(work: (connected: Connected) => Promise<T>): Promise<T> {
  loadDotEnv();
  const encryption = readEncryption();
  if ('problems' in encryption) throw new WrongSettings(tellProblems(encryption.problems));
  const temporal = await connectTemporal(connect);
  if ('problems' in temporal) {
    const words = tellProblems(temporal.problems);
    const away = temporal.problems.some(({ field }) => field === 'TEMPORAL_ADDRESS');
    throw away ? new NotConnected(words) : new WrongSettings(words);
  }
  const { connection, namespace, address } = temporal.value;
  try {
    const webUi = readWebUi(address, namespace);
    const client = new Client({ connection, namespace, dataConverter: encryption.value.dataConverter });
    return await work({
      orders: createOrders(client, { taskQueue: taskQueue() }),
      within: (ms, call) => client.withDeadline(Date.now() + ms, call),
      webUi: (reference) => webUi?.(orderWorkflowId(reference)),
    });
  } finally {
    await connection.close();
  }
}

export const connect = (options: Parameters<typeof Connection.connect>[0]) =>
  Connection.connect({ ...options, connectTimeout: CONNECT_TIMEOUT });

export const taskQueue = () => process.env['ORDERS_TASK_QUEUE'] || DEFAULT_TASK_QUEUE;

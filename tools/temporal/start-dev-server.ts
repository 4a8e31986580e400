import { Connection } from '@temporalio/client';
import { layData, type DevServerData } from './dev-server-data.js';
import { configFlags, environment, stockConfigFlags } from './dev-server-settings.js';
import { freePort, isFree, untilListening } from './ports.js';
import { ensureSearchAttributes } from './prepare-namespace.js';
import { reason } from './reason.js';
import { searchAttributeNames } from './search-attributes.js';
import { spawnOwned, type End, type OwnedProcess } from './spawn-owned.js';

export interface DevServerOptions {
  /** The Temporal CLI, as `ensureDevServer` answers it. */
  path: string;
  /** Just this port; without, any free one. */
  port?: number;
  /** Just this port for the Web UI; without, there is none. */
  uiPort?: number;
  /** Where the data are kept; without, they end with the server. */
  dbFile?: string;
  namespace?: string;
  /** As it is of itself, without the settings that make it as quick as a real cluster. */
  stock?: boolean;
  /** Takes the errors that the server prints. */
  onOutput?: (text: string) => void;
}

export interface DevServer {
  address: string;
  uiUrl?: string;
  pid: number;
  ended: Promise<End>;
  /** Ends it and waits until it has ended; again is fine. */
  stop(): Promise<void>;
  /** With SIGKILL it ends as in a crash. */
  kill: OwnedProcess['end'];
}

const host = '127.0.0.1';
// It takes 0.3 s, several times that on a machine where all tests run at once.
const answersWithinMs = 30_000;
// It takes 1 s.
const stopsWithinMs = 10_000;

/** Starts a dev server on loopback, with the queue settings, namespace and search attributes that orders need, and answers when all can be used. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { path, uiPort, namespace = 'default' } = options;
  const port = options.port ?? (await freePort());
  await refuseUsed(options.port, uiPort);
  const data = await layData(options);
  const child = spawnOwned(path, devServerArguments({ ...options, port, namespace }, data), {
    stdio: ['ignore', 'ignore', 'pipe'],
    folder: data.folder,
    ...(!options.stock && { env: { ...environment, ...process.env } }),
    ...(options.onOutput && { onOutput: options.onOutput }),
  });
  const ended = endOf(child, data);
  const address = `${host}:${port}`;
  try {
    await untilListening(port, { server: child, limitMs: answersWithinMs });
    const connection = await Connection.connect({ address });
    try {
      await ensureSearchAttributes(connection, namespace);
    } finally {
      await connection.close();
    }
  } catch (error) {
    child.end('SIGKILL');
    await ended.catch(() => undefined);
    throw new Error(`The Temporal dev server did not start on ${address}: ${reason(error)}`, {
      cause: error,
    });
  }
  return {
    address,
    ...(uiPort && { uiUrl: `http://${host}:${uiPort}` }),
    pid: child.pid as number,
    ended,
    async stop() {
      child.end('SIGTERM');
      const late = setTimeout(() => child.end('SIGKILL'), stopsWithinMs);
      await ended;
      clearTimeout(late);
    },
    kill: child.end,
  };
}

// The server would say so too, but whatever has the port would be taken for the server.
async function refuseUsed(...ports: (number | undefined)[]): Promise<void> {
  for (const port of ports) {
    if (port === undefined || (await isFree(port))) continue;
    throw new Error(
      `Port ${port} is in use: stop what listens there, or ask for none to get one that is free`,
    );
  }
}

function devServerArguments(options: DevServerOptions, data: DevServerData): string[] {
  const { port, uiPort, namespace, stock = false } = options;
  return [
    'server start-dev --log-level error'.split(' '),
    ['--ip', host, '--port', `${port}`, '--namespace', `${namespace}`],
    uiPort ? ['--ui-port', `${uiPort}`] : ['--headless'],
    data.args,
    // A namespace that is in the data file already has them since it was made, or gets them when the server is up.
    searchAttributeNames.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    stock ? stockConfigFlags : configFlags,
  ].flat();
}

async function endOf(child: OwnedProcess, data: DevServerData): Promise<End> {
  try {
    return await child.ended;
  } finally {
    await data.release?.();
  }
}

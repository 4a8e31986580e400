// The dev server with its Web UI, until Ctrl-C; what it knows survives a restart.
//   npm run temporal
//   npm run temporal -- --port 7300 --db other.db
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDevServer } from './ensure-server.js';
import { freePort } from './ports.js';
import { reason } from './reason.js';
import { startDevServer } from './start-dev-server.js';

// The project's own, also where several projects share what was fetched or built.
const usualDbFile = join(import.meta.dirname, '../../.cache/temporal/orders.db');

const help = `Runs a Temporal dev server with the Web UI on this machine.

  npm run temporal [-- options]

  --port N      of the server; default 7233, or another when that is in use
  --ui-port N   of the Web UI; default 8233, or another when that is in use
  --db FILE     keeps the data; default ${usualDbFile}
  --help

Environment
  TEMPORAL_NAMESPACE      the namespace, made if missing; default "default"
  TEMPORAL_CLI_PATH       a Temporal CLI to use; else it is looked for on the PATH, then fetched or built once
  TEMPORAL_SERVER_CACHE   where what was fetched or built is kept; default .cache/temporal
`;

// Where clients look when nothing is set.
const usualPort = 7233;

// Until the server runs there is nothing to finish: children end with this process.
let stop: () => void = () => process.exit(0);
process.on('SIGINT', () => stop());
process.on('SIGTERM', () => stop());

const asked = readArguments();
try {
  if (asked.help) process.stdout.write(help);
  else await main(asked);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function readArguments() {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      options: {
        port: text,
        'ui-port': text,
        db: { ...text, default: usualDbFile },
        help: { type: 'boolean' },
      },
    });
    const [port, uiPort] = [portOf('--port', values.port), portOf('--ui-port', values['ui-port'])];
    return { port, uiPort, dbFile: values.db, help: values.help };
  } catch (error) {
    process.stderr.write(`${reason(error)}; see --help\n`);
    return process.exit(2);
  }
}

async function main({ port, uiPort, dbFile }: ReturnType<typeof readArguments>): Promise<void> {
  const namespace = process.env['TEMPORAL_NAMESPACE'] || 'default';
  const path = await ensureDevServer();
  let stopping = false;
  const server = await startDevServer({
    path,
    port: port ?? (await freePort(usualPort)),
    uiPort: uiPort ?? (await freePort(8233)),
    dbFile,
    namespace,
    onOutput: (text) => {
      // What it says while it stops is about its own parts that stop before others.
      if (!stopping) process.stderr.write(text);
    },
  });
  stop = () => {
    stopping = true;
    void server.stop();
  };
  process.stdout.write(
    [
      `Temporal   ${server.address}   (namespace ${namespace})`,
      `Web UI     ${server.uiUrl}`,
      `Data       ${dbFile}`,
      ...(server.address.endsWith(`:${usualPort}`)
        ? []
        : [`For workers   TEMPORAL_ADDRESS=${server.address}`]),
      'Ctrl-C ends it.\n',
    ].join('\n'),
  );
  const { code, signal } = await server.ended;
  if (!stopping) throw new Error(`The Temporal dev server ended by itself (${signal ?? `status ${code}`}).`);
}

function portOf(option: string, asked: string | undefined): number | undefined {
  if (asked === undefined) return undefined;
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`${option} is "${asked}"; expected is a number from 1 to 65535`);
  }
  return port;
}

// Prepares a Temporal namespace for the orders: makes it, and registers the search attributes. May be run again at any time.
//   npm run setup
//   npm run setup -- --retention 90 --wait 60
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import {
  ensureNamespace,
  ensureSearchAttributes,
  type PreparedNamespace,
} from './temporal/prepare-namespace.js';
import { reason } from './temporal/reason.js';
import { searchAttributeNames } from './temporal/search-attributes.js';
import { loadDotEnv } from '../src/dot-env.js';

const help = `Makes the namespace and its search attributes on the Temporal server of the environment, as far as they are missing.

  npm run setup [-- options]

  --retention DAYS   how long the namespace keeps what an order was after its end, such as 90 or 90d; a namespace that is
                     there is changed. Default: 30 for a new one, what it has for another. While it keeps it, placing the
                     same reference again answers the old order's end; afterwards the same reference would buy again.
  --wait SECONDS     how long to wait for a server that is still starting; default 0
  --help

Environment: TEMPORAL_ADDRESS (default localhost:7233), TEMPORAL_NAMESPACE (default "default"), TEMPORAL_API_KEY,
TEMPORAL_TLS_…, or a profile in Temporal's configuration file. Reads the file .env too.
`;

// Enough for a cluster on the other side of the world.
const connectTimeout = '3 seconds';
const askAgainAfterMs = 200;

process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

const asked = readArguments();
try {
  if (asked.help) process.stdout.write(help);
  else await main(asked);
} catch (error) {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { retention: text, wait: text, help: { type: 'boolean' } } });
    const { help, retention, wait = '0' } = values;
    return { help, retentionDays: daysOf(retention), waitMs: millisecondsOf(wait) };
  } catch (error) {
    process.stderr.write(`${reason(error)}; see --help\n`);
    return process.exit(2);
  }
}

function daysOf(retention: string | undefined): number | undefined {
  if (retention === undefined) return undefined;
  const days = Number(/^(\d{1,5})d?$/.exec(retention)?.[1]);
  if (!(days >= 1)) throw new Error(`--retention is "${retention}"; expected is a number of days, 1 or more`);
  return days;
}

function millisecondsOf(wait: string): number {
  if (!/^\d{1,5}$/.test(wait))
    throw new Error(`--wait is "${wait}"; expected is a number of seconds, 0 or more`);
  return Number(wait) * 1_000;
}

async function main({ retentionDays, waitMs }: ReturnType<typeof readArguments>): Promise<void> {
  loadDotEnv();
  for (const giveUpAt = Date.now() + waitMs; ; await sleep(askAgainAfterMs)) {
    try {
      process.stdout.write(await prepare(retentionDays));
      return;
    } catch (error) {
      // A server that is starting says all kinds of no.
      if (Date.now() >= giveUpAt) throw error;
    }
  }
}

async function prepare(retentionDays: number | undefined): Promise<string> {
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
  const address = connectionOptions.address ?? 'localhost:7233';
  const connection = await Connection.connect({ ...connectionOptions, address, connectTimeout }).catch(
    (error: unknown) => {
      throw new Error(
        `No Temporal server answers at ${address} (${reason(error)}): start one with "npm run temporal", or set TEMPORAL_ADDRESS.`,
      );
    },
  );
  try {
    const made = await ensureNamespace(connection, namespace, retentionDays);
    const attributesAdded = await ensureSearchAttributes(connection, namespace);
    return report(namespace, made, attributesAdded);
  } catch (error) {
    if (!isGrpcServiceError(error)) throw error;
    throw new Error(
      `${address} does not let the namespace "${namespace}" be prepared (${reason(error)}). ` +
        'On Temporal Cloud make it, and its search attributes, in the Cloud UI or with tcld.',
      { cause: error },
    );
  } finally {
    await connection.close();
  }
}

function report(namespace: string, made: PreparedNamespace, added: string[]): string {
  const { created, retentionDays, before } = made;
  const retention = `retention ${retentionDays} d${before === retentionDays ? '' : `, changed from ${before} d`}`;
  const wereThere = searchAttributeNames.filter((name) => !added.includes(name));
  return [
    `Namespace ${namespace}: ${created ? 'made' : 'was there'}, ${retention}`,
    added.length > 0 && `Search attributes made: ${added.join(', ')}`,
    wereThere.length > 0 && `Search attributes that were there: ${wereThere.join(', ')}`,
  ]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}

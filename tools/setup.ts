// Prepares a Temporal namespace for the orders: makes it, and registers the search attributes. May be run again at any time.
//   npm run setup
//   npm run setup -- --retention 90
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
  --help

Environment: TEMPORAL_ADDRESS (default localhost:7233), TEMPORAL_NAMESPACE (default "default"), TEMPORAL_API_KEY,
TEMPORAL_TLS_…, or a profile in Temporal's configuration file. Reads the file .env too.
`;

// Enough for a cluster on the other side of the world.
const connectTimeout = '3 seconds';

process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

const asked = readArguments();
try {
  if (asked.help) process.stdout.write(help);
  else await main(asked.retentionDays);
} catch (error) {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
}

function readArguments() {
  try {
    const { values } = parseArgs({ options: { retention: { type: 'string' }, help: { type: 'boolean' } } });
    return { help: values.help, retentionDays: daysOf(values.retention) };
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

async function main(retentionDays: number | undefined): Promise<void> {
  loadDotEnv();
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
    process.stdout.write(report(namespace, made, attributesAdded));
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

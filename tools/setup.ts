// Prepares a Temporal namespace for the orders: makes it, and registers the search attributes. May be run again at any time.
//   npm run setup
//   npm run setup -- --retention 90
import { parseArgs } from 'node:util';
import { Connection, isGrpcServiceError } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { ensureNamespace, ensureSearchAttributes } from './temporal/prepare-namespace.js';
import { reason } from './temporal/reason.js';
import { searchAttributeNames } from './temporal/search-attributes.js';
import { loadDotEnv } from '../src/dot-env.js';

const help = `Makes the namespace and its search attributes on the Temporal server of the environment, as far as they are missing.

  npm run setup [-- options]

  --retention DAYS   how long a new namespace keeps what an order was after its end; default 30.
                     While it does, placing the same reference again answers the old order's end;
                     afterwards the same reference would buy again.
  --help

Environment: TEMPORAL_ADDRESS (default localhost:7233), TEMPORAL_NAMESPACE (default "default"), TEMPORAL_API_KEY,
TEMPORAL_TLS_…, or a profile in Temporal's configuration file. Reads the file .env too.
`;

// Enough for a cluster on the other side of the world.
const connectTimeout = '3 seconds';

process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

try {
  await main();
} catch (error) {
  process.stderr.write(`${reason(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { retention: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const retentionDays = Number(values.retention ?? 30);
  if (!Number.isInteger(retentionDays) || retentionDays < 1) {
    throw new Error(`--retention is "${values.retention}"; expected is a number of days, 1 or more`);
  }
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
    process.stdout.write(report(namespace, retentionDays, made, attributesAdded));
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

function report(
  namespace: string,
  askedDays: number,
  made: { created: boolean; retentionDays: number },
  added: string[],
): string {
  const wereThere = searchAttributeNames.filter((name) => !added.includes(name));
  return [
    `Namespace ${namespace}: ${made.created ? 'made' : 'was there'}, retention ${made.retentionDays} d`,
    made.retentionDays !== askedDays &&
      `  for ${askedDays} d: temporal operator namespace update -n ${namespace} --retention ${askedDays}d`,
    added.length > 0 && `Search attributes made: ${added.join(', ')}`,
    wereThere.length > 0 && `Search attributes that were there: ${wereThere.join(', ')}`,
  ]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}

import { loadClientConnectConfig } from '@temporalio/envconfig';
import { NativeConnection } from '@temporalio/worker';
import type { Checked } from './domain/problem.js';

export interface Temporal {
  readonly connection: NativeConnection;
  readonly address: string;
  readonly namespace: string;
}

/** Connects to the Temporal server that the environment names, or says what has to be done first. */
export async function connectTemporal(): Promise<Checked<Temporal>> {
  const problem = (field: string, expected: string) => ({ problems: [{ field, expected }] });
  let settings;
  try {
    settings = loadClientConnectConfig();
  } catch {
    // Without the parser's words: they quote the file, and with it whatever secret stands in the line.
    return problem('TEMPORAL_CONFIG_FILE', 'expected a configuration (TOML) and a profile that can be read');
  }
  const { connectionOptions, namespace = 'default' } = settings;
  const address = connectionOptions.address ?? 'localhost:7233';
  let connection;
  try {
    connection = await NativeConnection.connect(connectionOptions);
  } catch {
    const remedy = 'start one (npm run temporal), or set the address of yours';
    return problem(
      'TEMPORAL_ADDRESS',
      `expected a Temporal server at ${address}, but none answers: ${remedy}`,
    );
  }
  try {
    await connection.workflowService.describeNamespace({ namespace });
  } catch (error) {
    await connection.close();
    const words = error instanceof Error ? error.message : String(error);
    return problem(
      'TEMPORAL_NAMESPACE',
      `expected a namespace at ${address}: ${words.replace(/\.$/, '')}; npm run setup makes it`,
    );
  }
  return { value: { connection, address, namespace } };
}

import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { Checked } from './domain/problem.js';

type ConnectionOptions = ReturnType<typeof loadClientConnectConfig>['connectionOptions'];

/** The worker's connection is native, that of the doors is not: each brings its own. */
interface AnyConnection {
  readonly workflowService: { describeNamespace(request: { namespace: string }): Promise<unknown> };
  withDeadline<T>(deadline: number, call: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface Temporal<Connection> {
  readonly connection: Connection;
  readonly address: string;
  readonly namespace: string;
}

// A server that takes connections answers in milliseconds, on the other side of the world in half a second.
const ANSWERS_WITHIN_MS = 5_000;

/** Connects to the Temporal server that the environment names, or says what has to be done first. */
export async function connectTemporal<Connection extends AnyConnection>(
  connect: (options: ConnectionOptions) => Promise<Connection>,
): Promise<Checked<Temporal<Connection>>> {
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
    connection = await connect(connectionOptions);
  } catch (error) {
    return problem('TEMPORAL_ADDRESS', `expected a Temporal server at ${address}, but ${obstacle(error)}`);
  }
  try {
    await connection.withDeadline(Date.now() + ANSWERS_WITHIN_MS, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
  } catch (error) {
    await connection.close();
    const words = error instanceof Error ? error.message : String(error);
    return problem(
      'TEMPORAL_NAMESPACE',
      `expected a namespace at ${address}: ${words.replaceAll(/^\d+ [A-Z_]+: |\.$/g, '')}; npm run setup makes it`,
    );
  }
  return { value: { connection, address, namespace } };
}

/** Says why there is no connection: nobody answers, or somebody does and says no. */
function obstacle(error: unknown): string {
  const told = error instanceof Error ? error.message : String(error);
  // The transport wraps what it was told, by the system or the server, in the names of its own types.
  const [, quoted, named] = /\b(?:message|error): (?:"([^"]*)"|([\w()]+))/.exec(told) ?? [];
  const words = quoted ?? named ?? told;
  return /tcp connect error|dns error|UNAVAILABLE|before the deadline/.test(told)
    ? `none answers (${words}): start one (npm run temporal), or set the address of yours`
    : `what answers there lets nobody in (${words}): check the address, TEMPORAL_API_KEY and TEMPORAL_TLS_…`;
}

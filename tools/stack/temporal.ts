import { join } from 'node:path';
import { freePort, untilListening } from '../temporal/ports.js';
import { run } from '../temporal/run.js';
import { spawnOwned } from '../temporal/spawn-owned.js';
import type { TemporalPrograms } from './ensure-temporal.js';
import type { Postgresql } from './postgresql.js';
import { noOtherSettings } from './programs.js';
import { createService, type Service } from './service.js';

/** A Temporal server, all four roles in one process. */
export interface TemporalServer extends Service {
  readonly address: string;
  readonly metricsUrl: string;
}

const host = '127.0.0.1';
const deploy = join(import.meta.dirname, '../../deploy/temporal');
const setup = join(import.meta.dirname, '../setup.ts');
// It takes 4 s, several times that on a machine that does other things too.
const answersWithinMs = 90_000;

/** Sets the database up, starts the server on it and makes the namespace, all by what production uses. */
export async function startTemporal(
  { server, sqlTool }: TemporalPrograms,
  database: Postgresql,
  preferredPort?: number,
): Promise<TemporalServer> {
  const environment = { PATH: process.env['PATH'], ...database.environment };
  await run('sh', [join(deploy, 'schema.sh')], { env: { ...environment, SQL_TOOL: sqlTool } });

  const port = await freePort(preferredPort);
  const metrics = `${host}:${await freePort()}`;
  const settings: NodeJS.ProcessEnv = {
    ...environment,
    TEMPORAL_SERVER_CONFIG_FILE_PATH: join(deploy, 'server.yaml'),
    DYNAMIC_CONFIG_FILE_PATH: join(deploy, 'dynamic-config.yaml'),
    PROMETHEUS_ENDPOINT: metrics,
    FRONTEND_GRPC_PORT: String(port),
    // Of what breaks when a database dies it tells at length.
    LOG_LEVEL: 'fatal',
  };
  for (const role of ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER']) {
    settings[`${role}_MEMBERSHIP_PORT`] = String(await freePort());
    settings[`${role}_GRPC_PORT`] ??= String(await freePort());
  }

  async function launch() {
    const child = spawnOwned(server, ['--allow-no-auth', 'start'], {
      env: settings,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await untilListening(port, { server: child, limitMs: answersWithinMs });
    return child;
  }
  const service = createService('Temporal server', launch);
  await service.start();
  const address = `${host}:${port}`;
  const onIt = noOtherSettings({ TEMPORAL_ADDRESS: address });
  await run(process.execPath, ['--import', import.meta.resolve('tsx'), setup, '--wait', '60'], onIt);
  return { ...service, address, metricsUrl: `http://${metrics}/metrics` };
}

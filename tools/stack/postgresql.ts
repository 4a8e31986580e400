import { chown, mkdir, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../temporal/ports.js';
import { reason } from '../temporal/reason.js';
import { run } from '../temporal/run.js';
import { spawnOwned, type OwnedProcess } from '../temporal/spawn-owned.js';
import { untilReady } from '../temporal/until-ready.js';
import { createService, type Service } from './service.js';

/** A database server, and what its clients need. */
export interface Postgresql extends Service {
  readonly environment: Readonly<
    Record<'POSTGRES_HOST' | 'POSTGRES_PORT' | 'POSTGRES_USER' | 'POSTGRES_PASSWORD_FILE', string>
  >;
}

const host = '127.0.0.1';
const user = 'temporal';
// It takes 0.2 s, and after a crash as long as it takes to read again what was written since the last checkpoint.
const answersWithinMs = 60_000;

/** Makes a database cluster of PostgreSQL's own defaults in the folder: as durable as they are. It is not started yet. */
export async function createPostgresql(programs: string, folder: string): Promise<Postgresql> {
  const port = await freePort();
  const owner = await databaseOwner();
  const data = join(folder, 'postgresql');
  const passwordFile = join(folder, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (owner) for (const path of [folder, data, passwordFile]) await chown(path, owner.uid, owner.gid);
  await run(
    join(programs, 'initdb'),
    [
      ['--pgdata', data, '--username', user, '--pwfile', passwordFile],
      ['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C', '--no-instructions'],
    ].flat(),
    { ...owner, cwd: folder },
  );

  const settings = { listen_addresses: host, unix_socket_directories: '' };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const isReady = () =>
    run(join(programs, 'pg_isready'), ['--quiet', '-h', host, '-p', `${port}`]).then(
      () => true,
      () => false,
    );
  async function launch(): Promise<OwnedProcess> {
    const giveUpAt = Date.now() + answersWithinMs;
    for (;;) {
      const server = spawnOwned(join(programs, 'postgres'), ['-D', data, '-p', `${port}`, ...args], {
        ...owner,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      try {
        await untilReady(isReady, { server, limitMs: answersWithinMs });
        return server;
      } catch (error) {
        server.end('SIGKILL');
        // After a crash the processes of the dead server take a moment to see it, and until then hold its memory.
        if (Date.now() > giveUpAt) throw error;
      }
    }
  }

  return {
    // SIGINT is its fast shutdown: SIGTERM waits until all clients have left.
    ...createService('PostgreSQL', launch, 'SIGINT'),
    environment: {
      POSTGRES_HOST: host,
      POSTGRES_PORT: String(port),
      POSTGRES_USER: user,
      POSTGRES_PASSWORD_FILE: passwordFile,
    },
  };
}

/** PostgreSQL refuses to run as root: then the user that its package made is taken. */
async function databaseOwner(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (what: string) => Number(await run('id', [what, 'postgres']));
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch (error) {
    throw new Error(
      `root may not run PostgreSQL, and there is no user "postgres" (${reason(error)}): make one`,
      {
        cause: error,
      },
    );
  }
}

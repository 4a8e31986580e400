import { access, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { acquire, type Say, type Source } from '../temporal/acquire.js';
import { isExecutable } from '../temporal/installed.js';
import { withProgress } from '../temporal/progress.js';
import { reason } from '../temporal/reason.js';
import { run } from '../temporal/run.js';

// Where Debian keeps them, a folder a version, and not on the PATH.
const debianFolder = '/usr/lib/postgresql';
const programs = ['postgres', 'initdb', 'pg_isready'];

/** Answers the folder of PostgreSQL's programs; where there are none, root on Debian gets them installed. */
export function ensurePostgresql(say: Say): Promise<string> {
  return acquire('PostgreSQL', [installed, installable], say);
}

const installed: Source = {
  async find() {
    const path = await findInstalled();
    return path === undefined
      ? { ways: [`install PostgreSQL 12 or newer, so that ${programs.join(', ')} are on the PATH`] }
      : { path };
  },
};

const installable: Source = {
  async find(say) {
    const way = 'on Debian or Ubuntu: apt-get install postgresql';
    const mayInstall = process.getuid?.() === 0 && (await exists('/usr/bin/apt-get'));
    if (!mayInstall) return { ways: [way] };
    try {
      await withProgress(say, 'installing postgresql with apt-get', install);
    } catch (error) {
      return { ways: [`${way} (${reason(error)})`] };
    }
    const path = await findInstalled();
    return path === undefined ? { ways: [way] } : { path };
  },
};

async function install(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['--quiet', 'update'], { env });
  // Nothing that it recommends is needed here.
  await run('apt-get', ['--quiet', '--yes', '--no-install-recommends', 'install', 'postgresql'], { env });
}

async function findInstalled(): Promise<string | undefined> {
  const versions = await readdir(debianFolder).catch(() => []);
  versions.sort((one, other) => Number(other) - Number(one));
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean),
    ...versions.map((version) => join(debianFolder, version, 'bin')),
  ];
  for (const folder of folders) {
    const found = await Promise.all(programs.map((program) => isExecutable(join(folder, program))));
    if (found.every(Boolean)) return folder;
  }
  return undefined;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

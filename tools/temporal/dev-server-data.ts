import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pragmaFlags } from './dev-server-settings.js';
import { tryLock } from './lock.js';

/** Where a dev server has its data. */
export interface DevServerData {
  /** What tells it so. */
  readonly args: readonly string[];
  /** Goes with the server. */
  readonly folder?: string;
  /** To be called when the server has ended. */
  readonly release?: () => Promise<void>;
}

/** Has data stay where a file for them is named; else they end with the server. Throws when another dev server uses the file. */
export async function layData(options: { dbFile?: string; stock?: boolean }): Promise<DevServerData> {
  if (options.dbFile) return keep(resolve(options.dbFile));
  // In memory, where a server has them of itself.
  return options.stock ? { args: [] } : scratch();
}

async function keep(file: string): Promise<DevServerData> {
  // Two servers would open the same SQLite file without a word, and each would undo what the other writes.
  await mkdir(dirname(file), { recursive: true });
  const attempt = await tryLock(`${file}.lock`);
  if ('heldBy' in attempt)
    throw new Error(
      `${file} is used by the dev server of process ${attempt.heldBy}: stop that, or name another file`,
    );
  return { args: ['--db-filename', file], release: attempt.release };
}

// In a file all the same, which is quicker. It stays among what is temporary only when this process is killed with SIGKILL.
async function scratch(): Promise<DevServerData> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-dev-'));
  return { args: ['--db-filename', join(folder, 'data.db'), ...pragmaFlags], folder };
}

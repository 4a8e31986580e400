import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { scratchPragmas } from './dev-server-settings.js';
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

/** Data that stay, in a file of that name. Throws when another dev server uses it. */
export async function keptIn(dbFile: string): Promise<DevServerData> {
  const file = resolve(dbFile);
  // Two servers would open the same SQLite file without a word, and each would undo what the other writes.
  await mkdir(dirname(file), { recursive: true });
  const attempt = await tryLock(`${file}.lock`);
  if ('heldBy' in attempt)
    throw new Error(
      `${file} is used by the dev server of process ${attempt.heldBy}: stop that, or name another file`,
    );
  return { args: ['--db-filename', file], release: attempt.release };
}

/** Data that end with the server, in a file all the same, which is quicker. */
export async function scratch(): Promise<DevServerData> {
  const folder = await mkdtemp(join(tmpdir(), 'temporal-dev-'));
  return {
    args: [
      ['--db-filename', join(folder, 'data.db')],
      Object.entries(scratchPragmas).map(([name, value]) => `--sqlite-pragma=${name}=${value}`),
    ].flat(),
    folder,
  };
}

/** Data in memory, as a server has them of itself. */
export const inMemory: DevServerData = { args: [] };

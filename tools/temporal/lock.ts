import { randomUUID } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The lock, or the id of the process that has it. */
export type Attempt = { release: () => Promise<void> } | { heldBy: number };

// A process id may have been given to another process, or belong to another container that shares the folder:
// so a holder also shows a sign of life, and one that has shown none for so long is taken for dead.
const signOfLifeEveryMs = 5_000;
const deadAfterMs = 30_000;

/**
 * Tries to take a lock that processes share through the file system; the lock of a dead process is taken over.
 * The lock is a folder with one file in it, named for its holder: to rename a whole folder, or that one file, succeeds for one process only.
 */
export async function tryLock(folder: string): Promise<Attempt> {
  const me = `${process.pid}-${randomUUID()}`;
  for (;;) {
    if (await claim(folder, me)) return held(join(folder, me));
    const holder = (await readdir(folder).catch(ignoreMissing))?.[0];
    // Released since we asked.
    if (holder === undefined) continue;
    const signOfLife = await stat(join(folder, holder)).catch(ignoreMissing);
    if (signOfLife === undefined) continue;
    const pid = Number.parseInt(holder, 10);
    if (isRunning(pid) && Date.now() - signOfLife.mtimeMs < deadAfterMs) return { heldBy: pid };
    // A sign of life first: whoever looks right after the renaming must not take us for dead as well.
    await signLife(join(folder, holder));
    const tookOver = await rename(join(folder, holder), join(folder, me)).then(() => true, ignoreMissing);
    if (tookOver) return held(join(folder, me));
  }
}

async function claim(folder: string, me: string): Promise<boolean> {
  await mkdir(dirname(folder), { recursive: true });
  const own = await mkdtemp(`${folder}.claim-`);
  await writeFile(join(own, me), '');
  try {
    // Fails where there is a folder with a holder in it; an empty one is a lock that is just being released.
    await rename(own, folder);
    return true;
  } catch (error) {
    await rm(own, { recursive: true });
    if (isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function held(file: string): Attempt {
  const timer = setInterval(() => void signLife(file), signOfLifeEveryMs).unref();
  return {
    async release() {
      clearInterval(timer);
      await unlink(file).catch(ignoreMissing);
      // Not empty any more: the next holder was quick.
      await rmdir(dirname(file)).catch(() => undefined);
    },
  };
}

async function signLife(file: string): Promise<void> {
  await utimes(file, new Date(), new Date()).catch(ignoreMissing);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function ignoreMissing(error: unknown): undefined {
  if (!isCode(error, 'ENOENT')) throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say, Source } from './acquire.js';
import { isExecutable } from './installed.js';
import { tryLock } from './lock.js';
import { withProgress } from './progress.js';
import { reason } from './reason.js';

/** What is kept, and how it is checked before it is; `name` is also the name of the executable. */
export interface Entry {
  server: string;
  name: string;
  version: string;
  check(path: string): Promise<void>;
}

/** A way to bring the executable `name` into an empty folder. It fails with the reason in one line. */
export interface Maker {
  /** What it needs, said to somebody who could provide it. */
  needs: string;
  make: (folder: string, entry: Entry, say: Say) => Promise<void>;
}

/** Answers the folder of what the tools keep: `.cache/temporal` of the project, or `TEMPORAL_SERVER_CACHE`. */
export function cacheFolder(): string {
  return resolve(process.env['TEMPORAL_SERVER_CACHE'] || join(import.meta.dirname, '../../.cache/temporal'));
}

/**
 * Looks in the cache, and if it is not there has it made by the first maker that can, once for all processes that ask at the same time.
 * An entry is made elsewhere and moved to its place when it has passed its check: so what is in its place is finished.
 */
export function cached(entry: Entry, makers: readonly Maker[]): Source {
  return {
    async find(say) {
      const folder = join(
        cacheFolder(),
        `${entry.name}-${entry.version}-${process.platform}-${process.arch}`,
      );
      const path = join(folder, entry.name);
      if (await isExecutable(path)) return { path };
      const release = await waitForLock(`${folder}.lock`, entry, say);
      try {
        // Another process may have made it while we waited.
        if (await isExecutable(path)) return { path };
        await removeUnfinished(folder);
        const ways: string[] = [];
        for (const { needs, make } of makers) {
          const unfinished = await mkdtemp(`${folder}.unfinished-`);
          try {
            await make(unfinished, entry, say);
            await entry.check(join(unfinished, entry.name));
            // Something may lie there whose executable was deleted.
            await rm(folder, { recursive: true, force: true });
            await rename(unfinished, folder);
            return { path };
          } catch (error) {
            ways.push(`${needs} (${reason(error)})`);
          } finally {
            await rm(unfinished, { recursive: true, force: true });
          }
        }
        return { ways };
      } finally {
        await release();
      }
    },
  };
}

async function waitForLock(lock: string, { server }: Entry, say: Say): Promise<() => Promise<void>> {
  const first = await tryLock(lock);
  if ('release' in first) return first.release;
  return withProgress(say, `waiting for process ${first.heldBy}, which prepares the ${server}`, async () => {
    for (;;) {
      await sleep(200);
      const attempt = await tryLock(lock);
      if ('release' in attempt) return attempt.release;
    }
  });
}

/** Only under the lock: what is unfinished then was left by a process that was interrupted. */
async function removeUnfinished(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.unfinished-`)) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

/**
 * The recorded histories by release, a folder each: what a release has frozen stays as it is, and `next` is what the code
 * of now writes. SHA256SUMS holds what is frozen, as `sha256sum -c` reads it.
 */
import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const historiesFolder = join(import.meta.dirname, '../../test/replay/histories');
export const NEXT = 'next';
const SUMS = 'SHA256SUMS';

/** The sets there are, the oldest first, `next` last. */
export async function readSets(folder = historiesFolder): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sets = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  // Digits come before letters, so `next` before no version.
  return sets.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/** Makes what the code of now writes the set of a release, which is not to change any more. */
export async function freeze(version: string, folder = historiesFolder): Promise<void> {
  const sets = await readSets(folder);
  const newest = sets.at(-1);
  if (newest === undefined) throw new Error(`${folder} holds no histories: record them first`);
  if (sets.includes(version))
    throw new Error(`${version} is frozen already: set the version of the release first`);
  if (newest === NEXT) await rename(join(folder, NEXT), join(folder, version));
  else await cp(join(folder, newest), join(folder, version), { recursive: true });
  await writeFile(join(folder, SUMS), await sums(folder));
}

/** Every file of a release that is not, or no longer, what was frozen. */
export async function findChanged(folder = historiesFolder): Promise<string[]> {
  const frozen = (await readFile(join(folder, SUMS), 'utf8').catch(() => '')).split('\n');
  const found = (await sums(folder)).split('\n');
  const differing = [
    ...frozen.filter((line) => !found.includes(line)),
    ...found.filter((line) => !frozen.includes(line)),
  ];
  return [...new Set(differing.map((line) => line.replace(/^\w+ {2}/, '')))].sort();
}

async function sums(folder: string): Promise<string> {
  const released = (await readSets(folder)).filter((set) => set !== NEXT);
  const lines = [];
  for (const set of released)
    for (const file of (await readdir(join(folder, set))).sort()) {
      const hash = createHash('sha256').update(await readFile(join(folder, set, file)));
      lines.push(`${hash.digest('hex')}  ${set}/${file}\n`);
    }
  return lines.join('');
}

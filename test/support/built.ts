import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../../tools/temporal/run.js';

const sources = ['src', 'tools', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const cache = resolve('.cache/test/built');
const dayMs = 86_400_000;

/**
 * Builds what production runs, unless these very sources were built before, and answers where it is. Nobody changes that
 * folder again: not the developer's build, and not who runs other tests at the same time.
 */
export async function buildOnce(): Promise<string> {
  const folder = join(cache, await fingerprint());
  const isThere = () =>
    stat(folder).then(
      () => true,
      () => false,
    );
  if (await isThere()) return folder;
  await removeOld();
  const making = `${folder}-${process.pid}`;
  // Types are checked by `npm test`, and code that is broken on purpose must run all the same.
  const env = { ...process.env, BUILD_FLAGS: '--noCheck' };
  await run('npm', ['run', '--silent', 'build', '--', making], { env });
  await rename(making, folder).catch(async (error: unknown) => {
    // Somebody else was faster.
    if (!(await isThere())) throw error;
    await rm(making, { recursive: true });
  });
  return folder;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const isFolder = (await stat(source)).isDirectory();
    const entries = isFolder ? await readdir(source, { recursive: true, withFileTypes: true }) : [];
    const within = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const file of isFolder ? within.sort() : [source])
      hash.update(`${file}\n`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    const { mtimeMs } = await stat(join(cache, name));
    if (Date.now() - mtimeMs > dayMs) await rm(join(cache, name), { recursive: true, force: true });
  }
}

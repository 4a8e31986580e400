import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { acquire, type Say, type Source } from './temporal/acquire.js';
import { cached, type Entry, type Maker } from './temporal/cache.js';
import { withProgress } from './temporal/progress.js';
import { run } from './temporal/run.js';

/**
 * Answers a Node of the same major version: the one that runs this, or else the one that npm has for this machine, fetched
 * once. Fails with every way to get one.
 */
export function ensureNode(version: string, say: Say = console.error): Promise<string> {
  const node = `Node ${version}`;
  const running: Source = {
    find: async () =>
      majorOf(version) === majorOf(process.versions.node)
        ? { path: process.execPath }
        : { ways: [`run this with ${node}, or another of its major version`] },
  };
  const entry: Entry = { server: node, name: 'node', version, check: (path) => check(path, version) };
  return acquire(node, [running, cached(entry, [fromNpm])], say);
}

const fromNpm: Maker = {
  needs: 'let npm reach a registry that has it',
  async make(folder, { version }, say) {
    const name = `node-${process.platform}-${process.arch}`;
    const options = '--no-save --no-audit --loglevel error'.split(' ');
    await withProgress(say, `fetching Node ${version}, some 40 MB`, () =>
      run('npm', ['install', '--prefix', folder, ...options, `${name}@${version}`], { cwd: folder }),
    );
    const packages = join(folder, 'node_modules');
    await rename(join(packages, name, 'bin/node'), join(folder, 'node'));
    await rm(packages, { recursive: true });
  },
};

async function check(path: string, version: string): Promise<void> {
  const found = await run(path, ['--version'], { limitMs: 10_000 });
  if (found !== `v${version}`) throw new Error(`it says that it is ${found}`);
}

function majorOf(version: string): string | undefined {
  return version.split('.', 1)[0];
}

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { npm } from './npm.js';

/**
 * Finds a Node of the same major version: the one that runs the tests, or else one that npm has for this machine, fetched
 * once. Undefined where npm has none, or cannot be reached.
 */
export async function nodeOfVersion(version: string): Promise<string | undefined> {
  const major = (of: string) => of.split('.', 1)[0];
  if (major(version) === major(process.versions.node)) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const folder = resolve(`.cache/node-${version}`);
  const node = join(folder, 'node_modules', name, 'bin/node');
  if (existsSync(node)) return node;
  await mkdir(folder, { recursive: true });
  const install = ['install', '--prefix', folder, '--no-save', '--no-audit', `${name}@${version}`];
  return npm(folder, ...install).then(
    () => node,
    () => undefined,
  );
}

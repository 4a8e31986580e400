import { mkdir, rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findChanged, freeze, readSets } from '../../tools/histories/sets.js';
import { useEmptyFolder } from '../support/empty-folder.js';

const folder = useEmptyFolder();

async function recordNext(...names: string[]): Promise<void> {
  await mkdir(`${folder()}/next`, { recursive: true });
  for (const name of names) await writeFile(`${folder()}/next/${name}.json`, `the history of ${name}`);
}

async function freezeOne(): Promise<void> {
  await recordNext('expired', 'paid');
  await freeze('0.9.0', folder());
}

it('knows the newest set: what is not released yet, else that of the latest version', async () => {
  await freezeOne();
  await freeze('0.10.0', folder());
  expect(await readSets(folder())).toEqual(['0.9.0', '0.10.0']);
  await recordNext('paid');
  expect(await readSets(folder())).toEqual(['0.9.0', '0.10.0', 'next']);
});

it('lets what is not released change', async () => {
  await freezeOne();
  await recordNext('paid');
  expect(await findChanged(folder())).toEqual([]);
});

it.each([
  ['changed', () => writeFile(`${folder()}/0.9.0/paid.json`, 'another')],
  ['removed', () => rm(`${folder()}/0.9.0/paid.json`)],
])('names what was %s after it was frozen', async (_, change) => {
  await freezeOne();
  await change();
  expect(await findChanged(folder())).toEqual(['0.9.0/paid.json']);
});

it('names what came to a release afterwards', async () => {
  await freezeOne();
  await writeFile(`${folder()}/0.9.0/new.json`, 'new');
  expect(await findChanged(folder())).toEqual(['0.9.0/new.json']);
});

it('names all of a release that was removed', async () => {
  await freezeOne();
  await rm(`${folder()}/0.9.0`, { recursive: true });
  expect(await findChanged(folder())).toEqual(['0.9.0/expired.json', '0.9.0/paid.json']);
});

it('freezes a version once, and nothing where nothing was recorded', async () => {
  await expect(freeze('0.9.0', folder())).rejects.toThrow(/record them first/);
  await freezeOne();
  await expect(freeze('0.9.0', folder())).rejects.toThrow(/0\.9\.0 is frozen already/);
});

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../support/program.js';
import { aFolder } from './machine.js';

// What `npm pack` does to the pages of the repository, and undoes.

const script = (cwd: string, step: 'put' | 'back') =>
  run('sh', [resolve('tools/package-readme.sh'), step], { cwd }).ended;

async function aRepository() {
  const folder = await aFolder();
  await mkdir(join(folder, 'docs'));
  const pages = { 'README.md': 'ours', 'README.ru.md': 'наша', 'docs/package.md': 'for backends' };
  for (const [page, text] of Object.entries(pages)) await writeFile(join(folder, page), text);
  const read = (page: string) => readFile(join(folder, page), 'utf8');
  return { folder, read };
}

test('lets npm pack the page for backends alone', async () => {
  const { folder, read } = await aRepository();

  await script(folder, 'put');

  expect(await read('README.md')).toBe('for backends');
  expect(existsSync(join(folder, 'README.ru.md'))).toBe(false);
});

test('brings the pages back, also when npm was interrupted before and packs again', async () => {
  const { folder, read } = await aRepository();

  for (const step of ['put', 'put', 'back'] as const)
    expect(await script(folder, step)).toMatchObject({ status: 0, stderr: '' });

  expect([await read('README.md'), await read('README.ru.md')]).toEqual(['ours', 'наша']);
});

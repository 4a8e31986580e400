import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { npm } from './npm.js';

/** A project that has nothing but a backend and our package, and the copy of ours that the package was made of. */
export interface FreshProject {
  readonly project: string;
  readonly ours: string;
  /** Where npm has put our package. */
  readonly installed: string;
  /** What npm warned of while it installed. */
  readonly warnings: string;
}

/** Makes a project with this backend, and our package as `npm pack` makes it of what is here. */
export async function freshProject(folder: string, backend: string): Promise<FreshProject> {
  const [project, ours] = [join(folder, 'backend'), join(folder, 'ours')];
  await mkdir(project);
  await cp(backend, join(project, 'backend.ts'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = await pack(ours);
  // No scripts: what comes along works without them, and they take time.
  const { stderr } = await npm(project, 'install', '--prefer-offline', '--ignore-scripts', tarball);
  const installed = join(project, 'node_modules/ticketscloud-order-saga');
  await writeFile(join(project, 'readme.ts'), await exampleOf(join(installed, 'README.md')));
  return { project, ours, installed, warnings: stderr };
}

const packed = ['src', 'tools', 'programs', 'docs', 'CHANGELOG.md', 'LICENSE', 'README.md', 'README.ru.md'];
const read = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds and packs a copy, so that nobody's `dist` changes underneath them, and answers where the tarball is. */
async function pack(copy: string): Promise<string> {
  for (const path of [...packed, ...read]) await cp(path, join(copy, path), { recursive: true });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  const { stdout } = await npm(copy, 'pack', '--json');
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(copy, filename);
}

async function exampleOf(page: string): Promise<string> {
  const [, example = ''] = /```ts\n([^]*?)```/.exec(await readFile(page, 'utf8')) ?? [];
  return example;
}

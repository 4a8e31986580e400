import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from '../support/program.js';

/** Makes a project that has nothing but this backend and our package, as `npm pack` makes it of what is here. */
export async function freshProject(folder: string, backend: string): Promise<string> {
  const project = join(folder, 'backend');
  await mkdir(project);
  await cp(backend, join(project, 'backend.ts'));
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const tarball = await pack(join(folder, 'ours'));
  // No scripts: what comes along works without them, and they take time.
  await npm(project, 'install', '--prefer-offline', '--ignore-scripts', tarball);
  return project;
}

const packed = ['src', 'tools', 'docs', '.env.example', 'CHANGELOG.md', 'LICENSE', 'README.md'];
const read = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Builds and packs a copy, so that nobody's `dist` changes underneath them, and answers where the tarball is. */
async function pack(copy: string): Promise<string> {
  for (const path of [...packed, ...read]) await cp(path, join(copy, path), { recursive: true });
  await symlink(resolve('node_modules'), join(copy, 'node_modules'));
  const { stdout } = await npm(copy, 'pack', '--json');
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(copy, filename);
}

/** Runs npm as the person who runs the tests would: with their registry, and their cache. */
async function npm(cwd: string, ...args: string[]) {
  const ended = await run('npm', args, { cwd, env: process.env }).ended;
  if (ended.status !== 0) throw new Error(`npm ${args.join(' ')}:\n${ended.stdout}${ended.stderr}`);
  return ended;
}

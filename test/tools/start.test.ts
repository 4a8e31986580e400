import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { run } from '../support/program.js';

// `npm run worker` and its like, with a program that prints where it comes from.

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'order-saga-'));
  onTestFinished(() => rm(project, { recursive: true }));
  await symlink(resolve('node_modules'), join(project, 'node_modules'));
  await write('package.json', '{ "type": "module" }');
  await write('src/program.ts', 'console.log("source", ...process.argv.slice(2) satisfies string[])');
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(project, file, '..'), { recursive: true });
  await writeFile(join(project, file), text);
}

/** What `npm run build` leaves behind. */
async function build(): Promise<void> {
  await write('dist/program.js', 'console.log("built", ...process.argv.slice(2))');
  await write('dist/workflow-bundle.js', '');
}

const start = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  run('sh', [resolve('tools/start.sh'), 'program', ...args], { env, cwd: project }).ended;
const inProduction = { NODE_ENV: 'production' };

it('runs the source, whatever was built', async () => {
  await build();
  expect(await start({}, '--once', 'a b')).toMatchObject({ status: 0, stdout: 'source --once a b\n' });
});

it('runs what was built in production', async () => {
  await build();
  expect(await start(inProduction, '--once', 'a b')).toMatchObject({
    status: 0,
    stdout: 'built --once a b\n',
  });
});

it('runs what was built where the source was left behind', async () => {
  await build();
  await rm(join(project, 'src'), { recursive: true });
  expect(await start(inProduction)).toMatchObject({ status: 0, stdout: 'built\n' });
});

it('runs nothing in production while nothing is built', async () => {
  expect(await start(inProduction)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^program: .*dist holds no whole build: npm run build\n$/),
  });
});

it('runs nothing in production that is older than its source', async () => {
  await build();
  const later = Date.now() / 1_000 + 60;
  await utimes(join(project, 'src/program.ts'), later, later);
  expect(await start(inProduction)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/^program: .*src\/program\.ts has changed since: npm run build\n$/),
  });
});

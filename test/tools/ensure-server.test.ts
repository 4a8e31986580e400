import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { acquire } from '../../tools/temporal/acquire.js';
import { ensureDevServer, ensureTestServer, versions } from '../../tools/temporal/ensure-server.js';
import { fromEnvironment, fromPath } from '../../tools/temporal/installed.js';
import { aBareMachine, aFolder, aProgram } from './machine.js';

const isEnough = "echo 'temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)'";
const isOld = "echo 'temporal version 1.1.0 (Server 1.24.2, UI 2.28.0)'";
const folderOf = (name: string, version: string) =>
  `${name}-${version}-${process.platform}-${process.arch}/${name}`;
const silent = () => undefined;

test('takes the executable that the environment names before any other', async () => {
  const { bin, cache } = await aBareMachine();
  const named = await aProgram(join(await aFolder(), 'mine'), '');
  vi.stubEnv('TEMPORAL_CLI_PATH', named);
  await aProgram(join(bin, 'temporal'), isEnough);
  await aProgram(join(cache, folderOf('temporal', versions.devServer)), isEnough);
  expect(await ensureDevServer(silent)).toBe(named);
});

test('takes a new enough temporal on the PATH before the one in the cache', async () => {
  const { bin, cache } = await aBareMachine();
  const installed = await aProgram(join(bin, 'temporal'), isEnough);
  await aProgram(join(cache, folderOf('temporal', versions.devServer)), isEnough);
  expect(await ensureDevServer(silent)).toBe(installed);
});

test.each([
  ['is too old', isOld],
  ['does not run', 'exit 3'],
  ['is something else', 'echo hello'],
])('takes the one in the cache when the temporal on the PATH %s', async (_, body) => {
  const { bin, cache } = await aBareMachine();
  await aProgram(join(bin, 'temporal'), body);
  const kept = await aProgram(join(cache, folderOf('temporal', versions.devServer)), isEnough);
  expect(await ensureDevServer(silent)).toBe(kept);
});

test('takes a temporal further down the PATH when the first is too old', async () => {
  const { bin } = await aBareMachine();
  const second = await aFolder();
  vi.stubEnv('PATH', `${bin}:${second}`);
  await aProgram(join(bin, 'temporal'), isOld);
  const newer = await aProgram(join(second, 'temporal'), isEnough);
  expect(await ensureDevServer(silent)).toBe(newer);
});

test('takes the test server from the cache', async () => {
  const { cache } = await aBareMachine();
  vi.stubEnv('TEMPORAL_TEST_SERVER_PATH', '');
  const kept = await aProgram(join(cache, folderOf('temporal-test-server', versions.testServer)), '');
  expect(await ensureTestServer(silent)).toBe(kept);
});

test('refuses a path in the environment that is no executable, naming the variable', async () => {
  await aBareMachine();
  vi.stubEnv('TEMPORAL_CLI_PATH', '/nowhere/temporal');
  await expect(ensureDevServer(silent)).rejects.toThrow(/^TEMPORAL_CLI_PATH is "\/nowhere\/temporal"/);
});

test('says each way to get a server in one line, with why it was not there', async () => {
  const { bin } = await aBareMachine();
  await aProgram(join(bin, 'temporal'), isOld);
  const check = () => Promise.reject(new Error('too old'));
  const sources = [fromEnvironment('TEMPORAL_CLI_PATH'), fromPath('temporal', check, 'https://example.org')];
  await expect(acquire('server', sources, silent)).rejects.toThrow(
    [
      'This machine has no server. Any one of these is enough:',
      '  - set TEMPORAL_CLI_PATH to its executable',
      '  - install it so that `temporal` is on the PATH: https://example.org (too old)',
    ].join('\n'),
  );
});

test('the versions kept in the cache are those that Go and Maven are told to bring', async () => {
  const goMod = await readFile('tools/temporal/dev-server/go.mod', 'utf8');
  const pom = await readFile('tools/temporal/test-server/pom.xml', 'utf8');
  expect(goMod).toContain(`github.com/temporalio/cli v${versions.devServer} `);
  expect(pom).toContain(
    `<artifactId>temporal-test-server</artifactId>\n      <version>${versions.testServer}</version>`,
  );
});

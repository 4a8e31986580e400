import { readdir } from 'node:fs/promises';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { ensureDevServer } from '../../tools/temporal/ensure-server.js';
import { isFree } from '../../tools/temporal/ports.js';
import { startDevServer } from '../../tools/temporal/start-dev-server.js';
import { aFolder, runProgram } from './machine.js';

let path: string;
beforeAll(async () => {
  path = await ensureDevServer();
}, 900_000);

/** What dev servers have there, beside what others put among what is temporary. */
const dataIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('temporal-dev-'));

test('leaves nothing of data that end with it', async () => {
  const folder = await aFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const [stopped, killed] = [await startDevServer({ path }), await startDevServer({ path })];
  expect(await dataIn(folder)).toHaveLength(2);
  await stopped.stop();
  killed.kill('SIGKILL');
  await killed.ended;
  expect(await dataIn(folder)).toEqual([]);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with its parent at %s', async (signal) => {
  const folder = await aFolder();
  const parent = runProgram('test/tools/programs/holds-dev-server.ts', [], { TMPDIR: folder });
  const port = Number(await parent.printed(/:(\d+)\n/));
  expect(await isFree(port)).toBe(false);
  expect(await dataIn(folder)).toHaveLength(1);
  parent.kill(signal);
  await parent.ended;
  await expect.poll(() => isFree(port)).toBe(true);
  expect(await dataIn(folder)).toEqual([]);
});

test('ends with its parent at a normal end', async () => {
  const folder = await aFolder();
  const env = { TMPDIR: folder };
  const { stdout } = await runProgram('test/tools/programs/holds-dev-server.ts', ['end'], env).ended;
  const port = Number(/:(\d+)\n/.exec(stdout)?.[1]);
  await expect.poll(() => isFree(port)).toBe(true);
  expect(await dataIn(folder)).toEqual([]);
});

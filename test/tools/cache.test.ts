import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { cached, type Entry, type Maker } from '../../tools/temporal/cache.js';
import { aFolder, runProgram } from './machine.js';

const program = 'test/tools/programs/cached-by-marker.ts';
const entry: Entry = { server: 'thing', name: 'thing', version: '1', check: async () => undefined };
const folderName = `thing-1-${process.platform}-${process.arch}`;
const silent = () => undefined;
let cache: string;

beforeEach(async () => {
  cache = await aFolder();
  vi.stubEnv('TEMPORAL_SERVER_CACHE', cache);
  return () => void vi.unstubAllEnvs();
});

function aMaker() {
  const make = vi.fn<Maker['make']>((folder) => writeFile(join(folder, 'thing'), '', { mode: 0o755 }));
  return { needs: 'a maker', make };
}

test('makes once what it is asked for twice', async () => {
  const maker = aMaker();
  const first = await cached(entry, [maker]).find(silent);
  expect(await cached(entry, [maker]).find(silent)).toEqual(first);
  expect(maker.make).toHaveBeenCalledTimes(1);
});

test('leaves nothing but what it made', async () => {
  await cached(entry, [aMaker()]).find(silent);
  expect(await readdir(cache)).toEqual([folderName]);
});

test('does not take a folder without its executable for finished', async () => {
  await mkdir(join(cache, folderName, 'lib'), { recursive: true });
  const maker = aMaker();
  const path = join(cache, folderName, 'thing');
  expect(await cached(entry, [maker]).find(silent)).toEqual({ path });
  expect(maker.make).toHaveBeenCalledTimes(1);
});

test('does not take another version for this one', async () => {
  await cached({ ...entry, version: '0' }, [aMaker()]).find(silent);
  const maker = aMaker();
  await cached(entry, [maker]).find(silent);
  expect(maker.make).toHaveBeenCalledTimes(1);
});

test('keeps nothing that fails its check, and asks the next maker', async () => {
  let checks = 0;
  const check = () => (++checks === 1 ? Promise.reject(new Error('does not run')) : Promise.resolve());
  const [bad, good] = [aMaker(), aMaker()];
  const found = await cached({ ...entry, check }, [bad, good]).find(silent);
  expect(found).toEqual({ path: join(cache, folderName, 'thing') });
  expect(good.make).toHaveBeenCalledTimes(1);
});

test('says what each maker needs and why it failed when none can', async () => {
  const failing = (needs: string): Maker => ({
    needs,
    make: () => Promise.reject(new Error('no luck\nat all')),
  });
  const found = await cached(entry, [failing('install this'), failing('allow that')]).find(silent);
  expect(found).toEqual({ ways: ['install this (no luck)', 'allow that (no luck)'] });
  expect(await readdir(cache)).toEqual([]);
});

test('two processes that ask at once make it once', async () => {
  const marker = join(cache, 'marker.txt');
  const ends = await Promise.all([1, 2].map(() => runProgram(program, [marker, '500']).ended));
  expect(ends.map(({ stdout }) => stdout.split('\n').at(-2))).toEqual(
    Array(2).fill(expect.stringMatching(/^got /)),
  );
  expect(await readFile(marker, 'utf8')).toBe('made\n');
});

test('what a killed process left is not taken for finished, and not waited for', async () => {
  const marker = join(cache, 'marker.txt');
  const killed = runProgram(program, [marker, '60000']);
  await killed.printed(/(making)/);
  killed.kill('SIGKILL');
  await killed.ended;
  const { stdout } = await runProgram(program, [marker, '0']).ended;
  const path = /got (.*)/.exec(stdout)?.[1] ?? '';
  expect(await readFile(marker, 'utf8')).toBe('made\nmade\n');
  expect(await readdir(cache)).toEqual([basename(dirname(path)), 'marker.txt']);
});

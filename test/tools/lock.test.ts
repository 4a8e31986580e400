import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tryLock } from '../../tools/temporal/lock.js';
import { aFolder } from './machine.js';

test('says which process has the lock', async () => {
  const folder = join(await aFolder(), 'lock');
  await tryLock(folder);
  expect(await tryLock(folder)).toEqual({ heldBy: process.pid });
});

test('can be taken again after its release', async () => {
  const folder = join(await aFolder(), 'lock');
  const first = await tryLock(folder);
  if ('release' in first) await first.release();
  expect(await tryLock(folder)).toHaveProperty('release');
});

test('is given to one only of many who ask at once', async () => {
  const folder = join(await aFolder(), 'lock');
  const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(folder)));
  expect(attempts.filter((attempt) => 'release' in attempt)).toHaveLength(1);
});

test('is taken over, by one only, from a holder that shows no sign of life', async () => {
  const folder = join(await aFolder(), 'lock');
  await tryLock(folder);
  const [holder = ''] = await readdir(folder);
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(join(folder, holder), longAgo, longAgo);
  const attempts = await Promise.all(Array.from({ length: 20 }, () => tryLock(folder)));
  expect(attempts.filter((attempt) => 'release' in attempt)).toHaveLength(1);
});

test('the release of a holder that was taken over leaves the lock to the new one', async () => {
  const folder = join(await aFolder(), 'lock');
  const first = await tryLock(folder);
  const [holder = ''] = await readdir(folder);
  await utimes(join(folder, holder), new Date(0), new Date(0));
  await tryLock(folder);
  if ('release' in first) await first.release();
  expect(await tryLock(folder)).toEqual({ heldBy: process.pid });
});

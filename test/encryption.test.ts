import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readEncryption } from '../src/encryption.js';
import { firstKey, nextKey } from './support/codec-keys.js';
import { useEmptyFolder } from './support/empty-folder.js';

const folder = useEmptyFolder();

function readIn({ keys, file }: { keys?: string; file?: string }) {
  vi.stubEnv('ORDERS_CODEC_KEYS', keys);
  vi.stubEnv('ORDERS_CODEC_KEYS_FILE', file);
  const read = readEncryption();
  return 'problems' in read ? read.problems.map(({ field }) => field) : [...read.value.ring.keys()];
}

test('encrypts nothing unless there are keys', () => {
  expect(readIn({})).toEqual([]);
  expect(readIn({ keys: '' })).toEqual([]);
});

test('reads the keys from a file, one a line', () => {
  writeFileSync('keys', `${nextKey}\n${firstKey}\n`);
  expect(readIn({ file: join(folder(), 'keys') })).toEqual(['2026-02', '2026-01']);
});

test.each([
  ['a key that is none', { keys: 'secret' }, ['ORDERS_CODEC_KEYS']],
  ['a file that is not there', { file: '/nowhere' }, ['ORDERS_CODEC_KEYS_FILE']],
  ['keys in two places', { keys: firstKey, file: import.meta.filename }, ['ORDERS_CODEC_KEYS_FILE']],
])('refuses %s, so that nothing is written openly by mistake', (_, given, variables) => {
  expect(readIn(given)).toEqual(variables);
});

test('refuses an empty file of keys', () => {
  writeFileSync('keys', '\n');
  expect(readIn({ file: join(folder(), 'keys') })).toEqual(['ORDERS_CODEC_KEYS']);
});

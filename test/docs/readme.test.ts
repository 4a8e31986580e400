import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

// What the README claims about files, tests, commands and variables is held against them.

const read = (path: string) => readFileSync(path, 'utf8');
const readme = read('README.md');

/** Each test that the README cites: `[path](path): "name"`. */
const cited = Array.from(
  readme.matchAll(/\[(?<path>test\/[^\]]+\.test\.ts)\]\(\k<path>\): "(?<name>[^"]+)"/g),
  ({ groups }) => ({ path: groups!['path']!, name: groups!['name']! }),
);

/** The names as they stand in the source; a name with its quote escaped is written in the other quotes. */
const declares = (source: string, name: string) =>
  ["'", '"'].some((quote) => source.includes(`${quote}${name}${quote},`));

describe('a guarantee', () => {
  test('cites at least one test in every row of its table', () => {
    const [, table = ''] = /## What you can rely on\n([\s\S]*?)\n### /.exec(readme) ?? [];
    const rows = table.split('\n').filter((line) => line.startsWith('| '));
    const promises = rows.slice(2);
    expect(promises.length).toBeGreaterThan(10);
    expect(promises.filter((row) => !/\[(test\/\S+)\]\(\1\): "/.test(row))).toEqual([]);
  });

  test.each(cited)('is proved by $path: $name', ({ path, name }) => {
    expect(declares(read(path), name)).toBe(true);
  });
});

test('shows the backend that is run by a test', () => {
  const [, shown] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const run = read('test/docs/backend/backend.ts').replace(
    '../../../src/client.js',
    'ticketscloud-order-saga',
  );
  expect(shown).toBe(run);
});

test('names commands that exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const named = Array.from(readme.matchAll(/npm run (?:--silent )?([\w:-]+)/g), ([, name]) => name);
  expect(named.filter((name) => !Object.keys(scripts).includes(name!))).toEqual([]);
});

test('names the command that continuous integration runs', () => {
  const [, command] = /^\{ (.*); \} 2>&1/m.exec(read('.ci/run')) ?? [];
  expect(readme).toContain(`\n${command}\n`);
});

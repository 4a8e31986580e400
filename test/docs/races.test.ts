import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// The table of docs/races.md is held against the tests that it names.

const rows = readFileSync('docs/races.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| R\d/.test(line));

/** Each test that a row cites: `[path](../path): "name"`. */
const cited = (row: string) =>
  Array.from(
    row.matchAll(/\[(?<path>test\/[^\]]+)\]\(\.\.\/\k<path>\): "(?<name>[^"]+)"/g),
    ({ groups }) => ({
      path: groups!['path']!,
      name: groups!['name']!,
    }),
  );

/** The name as it stands in the source, in whichever quotes. */
const declares = (source: string, name: string) =>
  ["'", '"'].some((quote) => source.includes(`${quote}${name}${quote},`));

test('every race has its row', () => {
  const names = rows.map((row) => /R\d+/.exec(row)![0]);
  expect(names).toEqual(Array.from({ length: 23 }, (_, at) => `R${at + 1}`));
});

test.each(rows)('every row cites its tests: %s', (row) => expect(cited(row)).not.toEqual([]));

test.each(rows.flatMap(cited))('$path has the test: $name', ({ path, name }) => {
  expect(declares(readFileSync(path, 'utf8'), name)).toBe(true);
});

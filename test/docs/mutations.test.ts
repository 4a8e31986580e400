import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutations } from '../mutations/mutations.js';

const table = readFileSync('docs/decisions/0010-broken-on-purpose.md', 'utf8').replaceAll(/ +/g, ' ');

test.each(mutations)('a mutation still fits its file: $breaks', ({ file, from }) => {
  expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2);
});

test.each(mutations)('a mutation is in the table: $breaks', ({ law, breaks, file, caughtBy }) => {
  expect(table).toContain(`| ${law} | ${breaks} | \`${file}\` | [${caughtBy.file}]`);
  expect(table).toContain(`"${caughtBy.test}`);
});

test('every law is broken by some mutation', () => {
  const numbers = new Set(mutations.map(({ law }) => parseInt(law)));
  expect([...numbers]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

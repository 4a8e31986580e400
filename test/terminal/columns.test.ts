import { expect, test } from 'vitest';
import { columns, exactly, oneLine } from '../../src/terminal/columns.js';

test('writes rows below each other, and leaves nothing behind the last cell', () => {
  expect(
    columns([
      ['since', 'why'],
      ['now', 'paid late', ''],
    ]),
  ).toBe('since  why\nnow    paid late');
});

test.each([
  ['a new line', 'paid\n✓ settled', 'paid ✓ settled'],
  ['a line of Unicode', 'paid\u2028✓ settled\u2029', 'paid ✓ settled'],
  ['a colour', '\u001b[31mred', ' [31mred'],
  ['a sequence of eight bits', '\u009b2Jgone', ' 2Jgone'],
  ['a turn of direction', 'API-\u202e77', 'API-\\u{202e}77'],
  ['a letter without width', 'API\u200b-77', 'API\\u{200b}-77'],
  ['a letter beyond the first plane', 'API\u{e0041}-77', 'API\\u{e0041}-77'],
])('lets %s from outside steer nothing', (_, text, shown) => {
  expect(oneLine(text)).toBe(shown);
});

test.each([
  ['what it is', 'API-77', 'API-77'],
  ['a space behind it', 'API-77 ', '"API-77 "'],
  ['a space before it', ' API-77', '" API-77"'],
  ['a letter that looks alike', 'АPI-77', '"АPI-77"'],
  ['quotes of its own', '"API-77 "', '"\\"API-77 \\""'],
])('shows an id so that nobody takes it for another: %s', (_, id, shown) => {
  expect(columns([[exactly(id), 'x']])).toBe(`${shown}  x`);
});

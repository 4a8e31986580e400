import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from '../../src/terminal/json-fault.js';

test.each([
  ['', 'line 1, column 1'],
  ['{"email": canary}', 'line 1, column 11'],
  ['{\n  "a": 1,\n}', 'line 3, column 1'],
  ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3'],
  ['{"a": "x', 'line 1, column 7'],
  ['[1, 2', 'line 1, column 6'],
  ['{} {}', 'line 1, column 4'],
  ['[01]', 'line 1, column 2'],
])('finds where %j stops being JSON: %s', (text, place) => {
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  expect(jsonFault(text)).toBe(place);
});

test('goes through whatever is JSON to its end', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      expect(jsonFault(`${text.replaceAll('\n', ' ')}!`)).toBe(`line 1, column ${text.length + 1}`);
    }),
  );
});

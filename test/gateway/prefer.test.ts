import { expect, it } from 'vitest';
import { readWait } from '../../src/gateway/prefer.js';

it.each([
  [undefined, 10],
  ['wait=5', 5],
  ['respond-async, wait="7"; foo', 7],
  ['wait=0', 1],
  ['wait=26', 25],
  ['wait=soon', 10],
])('waits as long as %s allows, within what a gateway that stops can keep: %d s', (prefer, seconds) => {
  expect(readWait(prefer)).toBe(seconds);
});

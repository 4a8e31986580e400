import { expect, test } from 'vitest';
import { instant, timeLeft } from '../../src/terminal/time.js';

const now = Date.parse('2026-01-26T09:25:00.000Z');

test.each([
  ['2026-01-26T09:25:00.001Z', '0:01 left'],
  ['2026-01-26T09:39:32.000Z', '14:32 left'],
  ['2026-01-26T21:30:07.000Z', '12:05:07 left'],
  ['2026-01-26T09:25:00.000Z', 'over'],
  ['2026-01-25T09:25:00.000Z', 'over'],
])('counts down to %s: %s', (until, left) => {
  expect(timeLeft(until, now)).toBe(left);
});

test('shows an instant to the second', () => {
  expect(instant('2026-01-26T09:25:19.378Z')).toBe('2026-01-26 09:25:19Z');
});

import { expect, it } from 'vitest';
import { median, percentile, ratioOf, spreadOf } from '../../bench/statistics.js';

it('takes as percentile a value that was measured, which so many percent do not exceed', () => {
  const values = [40, 10, 30, 20];
  expect([50, 51, 99, 100].map((percent) => percentile(values, percent))).toEqual([20, 30, 40, 40]);
});

it('sorts by number, not by text', () => {
  expect([percentile([9, 100, 11], 50), median([9, 100, 11])]).toEqual([11, 11]);
});

it('takes as median of an even number the middle between two', () => {
  expect(median([1, 2, 4, 100])).toBe(3);
});

it('shows how far the rounds lie apart', () => {
  expect(spreadOf([2, 8, 3])).toEqual({ median: 3, min: 2, max: 8 });
});

it('takes ratios round by round, so that a slow round of both leaves no trace', () => {
  expect(ratioOf([50, 5, 52], [100, 10, 100])).toEqual({ median: 0.5, min: 0.5, max: 0.52 });
});

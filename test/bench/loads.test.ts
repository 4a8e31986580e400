import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { arrivals, inClosedLoop, inOpenLoop, inPool, thereAndBack } from '../../bench/loads.js';

it('spreads arrivals evenly over the seconds', () => {
  expect(arrivals(20, 0.2)).toEqual([0, 50, 100, 150]);
});

it('starts work at its time, whether or not the work before it is done', async () => {
  let [running, most] = [0, 0];
  await inOpenLoop(arrivals(100, 0.05), async () => {
    most = Math.max(most, ++running);
    await sleep(1_000);
    running--;
  });
  expect(most).toBe(5);
});

it('tells work for when it was intended, however late it starts', async () => {
  const intended: number[] = [];
  await inOpenLoop([0, 10, 20], async (at) => {
    intended.push(at);
    // As a stall of the whole process.
    for (const until = performance.now() + 30; performance.now() < until;);
  });
  const [first = 0] = intended;
  expect(intended.map((at) => Math.round(at - first))).toEqual([0, 10, 20]);
});

it('keeps every user busy until the measure is over, and finishes what was begun', async () => {
  const tally = { begun: 0, finished: 0 };
  const work = async () => {
    tally.begun++;
    await sleep(1);
    tally.finished++;
  };
  const busy = await inClosedLoop(3, work, async () => {
    while (tally.finished < 9) await sleep(1);
    return tally.begun - tally.finished;
  });
  expect(busy).toBe(3);
  expect(tally.begun).toBe(tally.finished);
});

it('does each item once, never more at a time than told', async () => {
  let [running, most] = [0, 0];
  const done: number[] = [];
  await inPool(2, [1, 2, 3, 4, 5], async (item) => {
    most = Math.max(most, ++running);
    await sleep(5);
    done.push(item);
    running--;
  });
  expect(done.sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

it('lets nobody come after the same one in every round', () => {
  expect([1, 2, 3].map((round) => thereAndBack(['a', 'b', 'c'], round).join(''))).toEqual([
    'abc',
    'cba',
    'abc',
  ]);
});

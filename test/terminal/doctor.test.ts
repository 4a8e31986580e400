import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { right, showChecks, unknown, wrong } from '../../src/terminal/doctor/check.js';
import { checkNode } from '../../src/terminal/doctor/node.js';
import { judgeWorkers } from '../../src/terminal/doctor/temporal.js';
import { checkClock, checkKey } from '../../src/terminal/doctor/upstream.js';

test('shows a line for each check', () => {
  const checks = [right('Node', '24.0.0'), wrong('Temporal', 'none answers'), unknown('worker', 'not asked')];

  expect(showChecks(checks)).toBe('✓ Node      24.0.0\n✗ Temporal  none answers\n– worker    not asked');
});

test('takes the Nodes that the package takes', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('^20.19 || >=22');

  const states = ['18.20.0', '20.18.3', '20.19.0', '21.7.0', '22.0.0', '24.1.0'].map(
    (version) => checkNode(version).state,
  );
  expect(states).toEqual(['wrong', 'wrong', 'right', 'wrong', 'right', 'right']);
});

test.each([
  [401, 'wrong'],
  [403, 'wrong'],
  [404, 'right'],
  [429, 'unknown'],
  [503, 'unknown'],
])('reads from the status %i that the key is %s', (status, state) => {
  expect(checkKey({ status }).state).toBe(state);
});

// The platform tells whole seconds: 12:00:00 may be almost a second later.
const noon = Date.parse('2026-01-26T12:00:00Z');

test.each([
  [noon + 400, 'right', "the platform's, to a second"],
  [noon + 5_500, 'right', "5 s ahead of the platform's"],
  [noon - 60_000, 'wrong', "61 s behind the platform's: set this machine's clock"],
])('compares the clocks, when it is %i here', (here, state, words) => {
  expect(checkClock(noon, here - 100, here + 100)).toMatchObject({
    state,
    words: expect.stringContaining(words) as string,
  });
});

test.each([
  ['no version', [{ agoMs: 900 }], undefined],
  ['the current version', [{ agoMs: 900, version: 'orders:v2' }, { agoMs: 9_000 }], 'orders:v2'],
])('is content with a worker of %s', (_, workers, current) => {
  expect(judgeWorkers('orders', workers, current)).toMatchObject({
    state: 'right',
    words: expect.stringMatching(new RegExp(`asked for work 1 s ago${current ? `.*${current}` : ''}$`)),
  });
});

test.each([
  ['none is there', [], undefined, 'npm run worker'],
  [
    'all are of another version than the current',
    [{ agoMs: 900, version: 'orders:v1' }],
    'orders:v2',
    'orders:v2',
  ],
  [
    'no version is current yet',
    [{ agoMs: 900, version: 'orders:v1' }],
    undefined,
    'workers without a version',
  ],
])('says what to do about workers when %s', (_, workers, current, words) => {
  expect(judgeWorkers('orders', workers, current)).toMatchObject({
    state: 'wrong',
    words: expect.stringContaining(words),
  });
});

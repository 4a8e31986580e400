import { expect, test } from 'vitest';
import { meaningOf } from '../../src/terminal/exit-status.js';
import { startOrder } from '../support/order.js';
import { runProgram } from '../support/program.js';

// What is wrong before anything is connected to.

const program = (...args: string[]) => runProgram('src/terminal/main.ts', {}, ...args).ended;

test.concurrent('lists its exit statuses, and what it reads, when asked for help', async () => {
  const { status, stdout, stderr } = await program('--help');

  expect([status, stderr]).toEqual([0, '']);
  for (const [number, means] of Object.entries(meaningOf))
    expect(stdout).toContain(`  ${number}  ${means}\n`);
  expect(stdout).toContain('TEMPORAL_UI_URL');
});

test.concurrent.each([
  ['what it needs', ['status'], "missing required argument 'reference'"],
  ['who says so', ['cancel', 'A-1'], "required option '--by <who>' not specified"],
  ['the command', ['stauts', 'A-1'], "unknown command 'stauts' (Did you mean status?)"],
  ['the file', ['place', 'nowhere.json'], 'nowhere.json: expected a file that can be read'],
])('names %s in one line, also as JSON', async (_, args, words) => {
  const { status, stdout, stderr } = await startOrder(...args, '--json').ended;

  expect(status).toBe(2);
  expect(stderr.split('\n')).toEqual([expect.stringContaining(`order: ${words}`), '']);
  expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining(words) as string } });
});

test.concurrent('ends with that status as a program', async () => {
  expect(await program('status')).toMatchObject({ status: 2, stdout: '' });
});

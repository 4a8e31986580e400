import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { aSandbox } from '../support/a-sandbox.js';

function program(...options: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...options]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function started(...options: string[]) {
  const child = program('--port', '0', ...options);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url: /http:\S+/.exec(line)?.[0] ?? '', line };
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'ends on %s with status 0, even while a request hangs',
  async (signal) => {
    const { child, url } = await started();
    const fault = { fault: { kind: 'hang' } };
    const headers = { 'Content-Type': 'application/json' };
    await fetch(`${url}/_sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
    const hanging = expect(fetch(`${url}/v1/resources/orders`)).rejects.toThrow();
    await expect.poll(async () => (await fetch(`${url}/_sandbox/journal`)).text()).toContain('hang');
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    await hanging;
  },
);

it('starts with the clock, seed and key that it is given', async () => {
  const { url, line } = await started(
    '--clock',
    '2016-01-26T09:25:19Z',
    '--seed',
    '7',
    '--key',
    'a'.repeat(32),
  );
  expect(line).toBe(`Sandbox ready at ${url} (seed 7)`);
  expect(await (await fetch(`${url}/_sandbox/clock`)).json()).toEqual({
    now: expect.stringMatching(/^2016-01-26T09:2/),
  });
  const headers = { Authorization: `key ${'a'.repeat(32)}` };
  expect((await fetch(`${url}/v1/resources/orders`, { headers })).status).toBe(200);
});

it.each([
  [['--port', 'x'], /^sandbox: --port x: expected a whole number/],
  [['--clock', 'noon'], /^sandbox: --clock noon: expected an instant/],
  [['--key', 'short'], /^sandbox: --key: expected 32 hex/],
  [['--sed', '1'], /^sandbox: Unknown option '--sed'/],
])('refuses %j in one line', async (options, message) => {
  const child = program(...options);
  const [[status], error] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  expect([status, error]).toEqual([2, expect.stringMatching(message)]);
  expect(error.trimEnd()).not.toContain('\n');
});

it('says what to do about a port that is in use', async () => {
  const { port } = new URL((await aSandbox()).url);
  const child = program('--port', port);
  const [[status], error] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  expect([status, error]).toEqual([
    1,
    `sandbox: port ${port} is in use; give another with --port, or --port 0 for any\n`,
  ]);
});

it('explains its options', async () => {
  const child = program('--help');
  const [[status], help] = await Promise.all([once(child, 'exit'), text(child.stdout)]);
  expect([status, help]).toEqual([0, expect.stringContaining('--clock ISO')]);
});

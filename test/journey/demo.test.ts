import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import type { Told } from '../../demo/tell-story.js';

interface Document {
  passed: boolean;
  stories: Told[];
}

/** Runs the demo as a program of its own, on the machine of somebody who has other servers in mind. */
function runDemo(...options: string[]) {
  const env = {
    ...process.env,
    TEMPORAL_CLI_PATH: inject('devServerPath'),
    TEMPORAL_ADDRESS: 'localhost:1',
    TEMPORAL_NAMESPACE: 'elsewhere',
    TICKETSCLOUD_API_KEY_FILE: 'missing',
    ORDERS_TASK_QUEUE: 'other orders',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/main.ts', ...options], { env });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (told += chunk));
  const stdout = text(child.stdout);
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** What the pattern catches in the telling, as soon as it is there. */
    tells: (pattern: RegExp) =>
      vi.waitUntil(() => pattern.exec(told)?.[1], { timeout: 40_000, interval: 20 }),
    ended: once(child, 'close').then(async ([status]) => ({
      status: status as number,
      stdout: await stdout,
      told,
    })),
  };
}

function aDemo(...options: string[]) {
  const demo = runDemo(...options);
  // It takes its children along.
  onTestFinished(() => void demo.kill('SIGTERM'));
  return demo;
}

/** Waits until nothing that the demo told of answers or runs any more. */
async function untilAllIsGone(told: string): Promise<void> {
  const addresses = new Set(Array.from(told.matchAll(/127\.0\.0\.1:\d+/g), ([address]) => address));
  const pids = Array.from(told.matchAll(/process (\d+) is ready/g), ([, pid]) => Number(pid));
  expect(addresses.size).toBeGreaterThan(0);
  await vi.waitUntil(() => !pids.some(isRunning));
  await vi.waitUntil(async () => !(await Promise.all(Array.from(addresses, answers))).includes(true));
}

function answers(address: string): Promise<boolean> {
  return fetch(`http://${address}`).then(
    () => true,
    () => false,
  );
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('told to the end', () => {
  let end: { status: number; stdout: string; told: string };
  let document: Document;
  const storyOf = (name: string) => document.stories.find((story) => story.name === name);
  beforeAll(async () => {
    end = await runDemo('--once', '--json').ended;
    document = JSON.parse(end.stdout) as Document;
  }, 120_000);

  it('has status 0', () => expect(end.status).toBe(0));

  it.each([
    ['paid', 'completed', 'done'],
    ['unpaid', 'expired', 'canceled'],
    ['called-off', 'canceled', 'canceled'],
    ['late-money', 'canceled', 'canceled'],
    ['payment-page', 'completed', 'done'],
    ['trouble', 'completed', 'done'],
    ['lost-create', 'completed', 'done'],
    ['by-hand', 'completed', 'done'],
    ['crash', 'completed', 'done'],
  ])('ends %s as %s, and the platform shows it %s', (name, outcome, order) => {
    const story = storyOf(name);
    expect(story).toMatchObject({ passed: true, outcome: { outcome }, orders: [{ status: order }] });
  });

  it('sells a ticket for every order that is completed, and holds none', () => {
    expect(document.stories.at(-1)?.found.stock).toEqual({ free: 34, held: 0, sold: 6 });
  });

  it.each(['trouble', 'crash'])('looks before it asks again when an answer is lost (%s)', (name) => {
    const [done, ...afterwards] = storyOf(name)?.requests.slice(-2) ?? [];
    expect(done).toMatchObject({ call: 'PATCH done', tookEffect: true, status: null });
    expect(afterwards).toMatchObject([{ call: 'GET order', status: 200, order: 'done' }]);
  });

  it('completes what is paid on the page of the platform without a word from the shop', () => {
    const { outcome, requests } = storyOf('payment-page')!;
    expect(outcome).toMatchObject({ decidedBy: 'platform', payments: [] });
    expect(requests.map(({ call }) => call)).not.toContain('PATCH done');
  });

  it('looks for the order of a lost create, and sends no second one', () => {
    const calls = storyOf('lost-create')?.requests.map(({ call }) => call) ?? [];
    expect(calls).toEqual(['POST order', 'GET orders', 'PATCH payment', 'PATCH in_progress', 'PATCH done']);
  });

  it('keeps the first amount of a payment that is reported with two', () => {
    expect(storyOf('by-hand')?.outcome?.payments).toEqual([
      { paymentId: 'first', amount: '40.00', became: 'applied' },
      { paymentId: 'second', amount: '60.00', became: 'applied' },
    ]);
  });

  it('leaves nothing running', () => untilAllIsGone(end.told));
});

it('has status 1 when a story ends otherwise, and says how', async () => {
  const demo = aDemo('--json', 'paid');
  const sandbox = await demo.tells(/sandbox at (\S+)\n/);
  await fetch(`${sandbox}/_sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      match: { method: 'POST' },
      fault: { kind: 'status', status: 400, body: { errors: ['Event not found'] } },
    }),
  });
  const { status, stdout, told } = await demo.ended;
  expect([status, JSON.parse(stdout)]).toMatchObject([1, { passed: false, stories: [{ passed: false }] }]);
  expect(told).toContain('✗ our outcome: expected completed, found rejected');
});

it.each([
  ['while it starts', /(sandbox) at/, ['unpaid'], 0],
  ['in the middle of a story that --once asked for', /(does nothing)/, ['--once', 'unpaid'], 1],
])('takes everything down at SIGTERM %s', async (_, moment, options, expected) => {
  const demo = aDemo(...options);
  await demo.tells(moment);
  demo.kill('SIGTERM');
  const { status, told } = await demo.ended;
  expect(status).toBe(expected);
  await untilAllIsGone(told);
});

it('says which program has ended by itself', async () => {
  const demo = aDemo('--json', 'unpaid');
  process.kill(Number(await demo.tells(/process (\d+) is ready/)), 'SIGKILL');
  const { status, told } = await demo.ended;
  expect(status).toBe(1);
  expect(told).toContain('demo: the worker ended by itself (SIGKILL)');
  await untilAllIsGone(told);
});

it('names the stories there are when asked for another', async () => {
  const names = 'paid, unpaid, called-off, late-money, payment-page, trouble, lost-create, by-hand, crash';
  expect(await aDemo('happy').ended).toMatchObject({
    status: 1,
    told: `demo: there is no story "happy", but ${names}\n`,
  });
});

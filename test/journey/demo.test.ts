import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Told } from '../../demo/tell-story.js';
import { hasTerminals, runDemo, runDemoOnTerminal, untilAllIsGone } from '../support/demo.js';

interface Document {
  passed: boolean;
  stories: Told[];
}

function aDemo(...options: string[]) {
  const demo = runDemo(...options);
  // It takes its children along.
  onTestFinished(() => void demo.kill('SIGTERM'));
  return demo;
}

describe('told to the end', () => {
  let end: { status: number; stdout: string; told: string };
  let document: Document;
  const storyOf = (name: string) => document.stories.find((story) => story.name === name);
  beforeAll(async () => {
    end = await runDemo('--once', '--json').ended;
    document = JSON.parse(end.stdout) as Document;
  });

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

  // A worker that starts tries its key, which is about no order.
  const requestsOf = (name: string) =>
    storyOf(name)?.requests.filter(({ call }) => !call.includes('to try the key')) ?? [];

  it('looks before it asks again when an answer is lost', () => {
    const [done, ...afterwards] = requestsOf('trouble').slice(-2);
    expect(done).toMatchObject({ call: 'PATCH done', tookEffect: true, status: null });
    expect(afterwards).toMatchObject([{ call: 'GET order', status: 200, order: 'done' }]);
  });

  it('asks anew when the worker is killed, and looks when that is refused', () => {
    const [done, ...afterwards] = requestsOf('crash').slice(-3);
    expect(done).toMatchObject({ call: 'PATCH done', tookEffect: true, status: null });
    expect(afterwards).toMatchObject([
      { call: 'PATCH done', tookEffect: false, status: 400 },
      { call: 'GET order', status: 200, order: 'done' },
    ]);
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
    status: 2,
    told: `demo: there is no story "happy", but ${names}\n`,
  });
});

it.runIf(hasTerminals)(
  'stays up on a terminal, with a shop that can kill the worker, until Ctrl-C',
  async () => {
    const demo = runDemoOnTerminal('paid');
    onTestFinished(() => void demo.kill('SIGTERM'));
    const shop = await demo.tells(/The shop is at (\S+):/);

    const button = { trouble: 'kill_worker' };
    const page = await fetch(shop).then((answer) => answer.text());
    const killed = await fetch(`${shop}/trouble`, { method: 'POST', body: new URLSearchParams(button) });
    expect(await killed.text()).toContain('No worker answers');
    await demo.tells(/is killed \(SIGKILL\)[^]*process (\d+) is ready/);
    demo.types('\u0003');

    const { status, told } = await demo.ended;
    expect(status).toBe(0);
    expect(page).toContain(button.trouble);
    await untilAllIsGone(told);
  },
);

import { beforeAll, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/sandbox.js';
import { Unavailable, type PaymentDue } from '../../src/client.js';
import { judge } from '../model/judge.js';
import type { Witness } from '../model/witness.js';
import { asked, call } from '../support/calls.js';
import { liveOrder, paymentFor } from '../support/live-order.js';
import { catalogueOf, failFor, ownEvent, untilUnderWay } from '../support/own-event.js';
import { useStack, type Stack } from '../support/stack.js';

// A crash of Temporal itself: the server gets SIGKILL, alone or with the worker, and starts again on its file. One order
// waits for its payment, which the shop reports while nobody is there to hear it; others are just being completed.

interface Crash {
  readonly when: string;
  /** What becomes of its PATCH done, if that is under way. */
  readonly done?: Pick<Fault, 'effect' | 'fault'>;
  /** Everything that the platform is asked for, in order. */
  readonly asks: string;
}

// Answered while the server is down: a worker that lives tells it later.
const late = { kind: 'slow', ms: 2_000 } as const;
const never = { kind: 'hang' } as const;
const once = 'POST, PATCH payment, PATCH in_progress, PATCH done';
// The workflow task in which it was asked for is lost with the worker, so it is asked for again.
const again = `${once}, PATCH done`;
const serverAlone: Crash[] = [
  { when: 'it waits for its payment', asks: once },
  { when: 'PATCH done has no effect yet', done: { fault: late }, asks: once },
  { when: 'PATCH done has no answer yet', done: { effect: true, fault: late }, asks: once },
];
const both: Crash[] = [
  { when: 'it waits for its payment', asks: once },
  { when: 'PATCH done has no effect yet', done: { fault: never }, asks: again },
  { when: 'PATCH done has no answer yet', done: { effect: true, fault: never }, asks: `${again}, GET` },
];

const catalogue = catalogueOf(both.map((_, at) => ownEvent(at)));
const stackOfOne = useStack({ catalogue });
const stackOfBoth = useStack({ catalogue });
const lives = new Map<Crash, Promise<Witness>>();
const refusals: unknown[] = [];

beforeAll(async () => {
  await Promise.all([live(stackOfOne(), serverAlone, false), live(stackOfBoth(), both, true)]);
});

async function live(stack: Stack, crashes: Crash[], workerToo: boolean): Promise<void> {
  const [waiting, ...completing] = crashes;
  const worker = await stack.startWorker();
  const begin = (crash: Crash, at: number, whenDue?: (due: PaymentDue) => Promise<unknown>) => {
    const own = ownEvent(at);
    if (crash.done) failFor(stack.sandbox, own, { match: call.complete, ...crash.done });
    const life = liveOrder(stack, own, 'paid', whenDue);
    // Its test will tell.
    life.catch(() => undefined);
    lives.set(crash, life);
  };
  begin(waiting!, 0, async (due) => {
    completing.forEach((crash, at) => begin(crash, at + 1));
    await untilUnderWay(stack.sandbox, completing.length);
    if (workerToo) worker.kill('SIGKILL');
    await stack.killServer();
    refusals.push(await reportInVain(stack, due));
    // The worker now knows what the server must hear.
    if (!workerToo) await untilUnderWay(stack.sandbox, 0);
    await stack.restartServer();
    if (workerToo) await stack.startWorker();
  });
}

/** Reports the payment as a shop that has not long to wait. */
function reportInVain({ client, orders }: Stack, due: PaymentDue): Promise<unknown> {
  const report = () => orders.confirmPayment(due.reference, paymentFor(due));
  return client.withDeadline(Date.now() + 500, report).catch((error: unknown) => error);
}

async function endsWell(crash: Crash): Promise<void> {
  const witness = await lives.get(crash)!;
  expect(witness.outcome?.outcome).toBe('completed');
  expect(asked(witness).join(', ')).toBe(crash.asks);
  expect(judge(witness)).toEqual([]);
}

it.each(serverAlone)('completes an order when the server is killed while $when', endsWell);

it.each(both)('completes an order when the server and the worker are killed while $when', endsWell);

it('tells the shop that reports a payment to a dead server to repeat the call', async () => {
  await Promise.all(lives.values());
  expect(refusals).toEqual([expect.any(Unavailable), expect.any(Unavailable)]);
  expect(String(refusals[0])).toMatch(/Temporal did not answer .*: repeat the same call, it is safe$/);
});

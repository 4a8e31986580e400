import { beforeAll, expect, it } from 'vitest';
import type { RequestMatch } from '../../sandbox/sandbox.js';
import { judge } from '../model/judge.js';
import type { Witness } from '../model/witness.js';
import { asked, call } from '../support/calls.js';
import { liveOrder, type Way } from '../support/live-order.js';
import { catalogueOf, failFor, ownEvent, untilUnderWay } from '../support/own-event.js';
import { useStack } from '../support/stack.js';

// A crash: one worker carries an order for each row of the table, each at another call, when it gets SIGKILL. The platform
// has not done what the call asks for, and never will, or has done it and not answered. Then another worker starts.
// All at once, since the server takes a call for lost only when its time is over: 12 to 20 s. A call within a workflow
// task leaves no trace: the next worker makes it anew, and those before it in that task.

interface Crash {
  readonly way: Way;
  readonly when: string;
  readonly at: RequestMatch;
  readonly effect?: boolean;
  /** A call before it whose answer is lost, where nothing else leads to it. */
  readonly lost?: RequestMatch;
  /** Everything that the platform is asked for, in order. */
  readonly asks: string;
}

const { create, setPaymentSystem, setInProgress, complete, look, cancel } = call;
const lookForLost = { ...look, path: '/v1/resources/orders' } as const;
const withinTask: RequestMatch[] = [setPaymentSystem, setInProgress, complete];
const effect = true;
const rest = 'PATCH in_progress, PATCH done';
const due = 'POST, PATCH payment, PATCH in_progress';
const crashes: Crash[] = [
  ...of('paid', [
    { when: 'before the effect of POST', at: create, asks: `POST, GET, GET, GET, ${due}, PATCH done` },
    { when: 'after the effect of POST', at: create, effect, asks: `POST, GET, PATCH payment, ${rest}` },
    {
      when: 'while it looks for the order of a lost POST',
      lost: create,
      at: lookForLost,
      asks: `POST, GET, GET, PATCH payment, ${rest}`,
    },
    {
      when: 'before the effect of PATCH payment',
      at: setPaymentSystem,
      asks: `POST, PATCH payment, PATCH payment, ${rest}`,
    },
    {
      when: 'after the effect of PATCH payment',
      at: setPaymentSystem,
      effect,
      asks: `POST, PATCH payment, PATCH payment, ${rest}`,
    },
    {
      when: 'before the effect of PATCH in_progress',
      at: setInProgress,
      asks: `${due}, PATCH payment, ${rest}`,
    },
    {
      when: 'after the effect of PATCH in_progress',
      at: setInProgress,
      effect,
      asks: `${due}, PATCH payment, GET, PATCH in_progress, GET, PATCH done`,
    },
    { when: 'before the effect of PATCH done', at: complete, asks: `${due}, PATCH done, PATCH done` },
    {
      when: 'after the effect of PATCH done',
      at: complete,
      effect,
      asks: `${due}, PATCH done, PATCH done, GET`,
    },
    {
      when: 'while it looks what became of a lost PATCH done',
      lost: complete,
      at: look,
      asks: `${due}, PATCH done, GET, GET`,
    },
  ]),
  ...of('called off', [
    { when: 'while it looks before the release', at: look, asks: `${due}, GET, GET, PATCH canceled` },
    {
      when: 'before the effect of PATCH canceled',
      at: cancel,
      asks: `${due}, GET, PATCH canceled, GET, PATCH canceled`,
    },
    {
      when: 'after the effect of PATCH canceled',
      at: cancel,
      effect,
      asks: `${due}, GET, PATCH canceled, GET`,
    },
  ]),
  ...of('paid on the page', [{ when: 'while it watches', at: look, asks: `${due}, GET, GET` }]),
];

function of(way: Way, rows: Omit<Crash, 'way'>[]): Crash[] {
  return rows.map((row) => ({ way, ...row }));
}

const stack = useStack({ catalogue: catalogueOf(crashes.map((_, at) => ownEvent(at))) });
const lives = new Map<Crash, Promise<Witness>>();

beforeAll(async () => {
  const { sandbox, startWorker } = stack();
  const worker = await startWorker();
  const begin = (crash: Crash) => {
    const own = ownEvent(crashes.indexOf(crash));
    const { way, lost, at, effect = false } = crash;
    if (lost) failFor(sandbox, own, { match: lost, effect: true, fault: { kind: 'reset' } });
    failFor(sandbox, own, { match: at, effect, fault: { kind: 'hang' } });
    // The platform says nothing of it, so it must be found out.
    const life = liveOrder(stack(), own, way, way === 'paid on the page' ? () => worker.ended : undefined);
    // Its test will tell.
    life.catch(() => undefined);
    lives.set(crash, life);
  };

  // A lost order is looked for after 5 s, and no other call waits that long to be in time for the crash.
  const slow = crashes.filter(({ at }) => at === lookForLost);
  slow.forEach(begin);
  await untilUnderWay(sandbox, slow.length);
  // A call within a workflow task is given up after 2.5 s, so these are the last.
  const brief = crashes.filter(({ at }) => withinTask.includes(at));
  crashes.filter((crash) => !slow.includes(crash) && !brief.includes(crash)).forEach(begin);
  await untilUnderWay(sandbox, crashes.length - brief.length);
  brief.forEach(begin);
  await untilUnderWay(sandbox, crashes.length);

  worker.kill('SIGKILL');
  await worker.ended;
  await startWorker();
});

const endings = { paid: 'completed', 'called off': 'canceled', 'paid on the page': 'completed' };

it.each(crashes)('ends an order that is $way when the worker is killed $when', async (crash) => {
  const witness = await lives.get(crash)!;
  expect(witness.outcome?.outcome).toBe(endings[crash.way]);
  expect(asked(witness).join(', ')).toBe(crash.asks);
  expect(judge(witness)).toEqual([]);
});

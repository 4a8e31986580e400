import { beforeAll, expect, it } from 'vitest';
import type { OrderOutcome } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { call } from '../support/calls.js';
import { troubleOf } from '../support/deciders.js';
import { paymentFor } from '../support/live-order.js';
import { anOrderFor, catalogueOf, failFor, ownEvent, untilUnderWay } from '../support/own-event.js';
import { useStack } from '../support/stack.js';

// A deploy without versions: the new worker starts, the old one gets SIGTERM while the platform is at work on three orders
// and a fourth waits for its payment.

const own = [0, 1, 2, 3].map(ownEvent);
const stack = useStack({ catalogue: catalogueOf(own) });
const requests = own.map((event) => anOrderFor(event));
// Shorter than the 10 s that a call may take, and long enough for all three to be under way at once.
const slow = { kind: 'slow', ms: 6_000 } as const;
const inFlight = [call.create, call.setInProgress, call.complete];
let outcomes: OrderOutcome[];
let stoppedWith: number | null;

beforeAll(async () => {
  const { orders, sandbox, startWorker } = stack();
  inFlight.forEach((match, at) => failFor(sandbox, own[at]!, { match, fault: slow }));
  const old = await startWorker();
  const lives = requests.map(async (request) => {
    const due = await orders.place(request);
    if ('outcome' in due) throw new Error(`${request.reference} has ended before it was paid`);
    return { due, confirm: () => orders.confirmPayment(due.reference, paymentFor(due)) };
  });
  const paying = lives[2]!.then(({ confirm }) => confirm());
  const waiting = await lives[3]!;
  await untilUnderWay(sandbox, inFlight.length);

  const taken = startWorker();
  old.kill('SIGTERM');
  stoppedWith = (await old.ended).status;
  await taken;

  for (const life of [lives[0]!, lives[1]!]) await (await life).confirm();
  await waiting.confirm();
  await paying;
  outcomes = await Promise.all(requests.map(({ reference }) => orders.outcome(reference)));
});

it('completes every order', () => {
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(requests.map(() => 'completed'));
  expect(stoppedWith).toBe(0);
});

it('creates no order twice', () => {
  const created = stack()
    .sandbox.journal()
    .filter(({ method }) => method === 'POST');
  expect(created).toHaveLength(requests.length);
});

it('disturbs no order: no task fails or is lost', async () => {
  for (const { reference } of requests)
    expect(await troubleOf(stack().client, orderWorkflowId(reference))).toEqual([]);
});

import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { OrderOutcome, OrderRequest } from '../../src/client.js';
import { isStuck } from '../../src/domain/attention.js';
import {
  awaitPaymentDueUpdate,
  orderWorkflowId,
  REFUND_MEMO,
  refundWorkflowId,
  type RefundDue,
} from '../../src/workflows/contract.js';
import { set } from '../support/an-order.js';
import { allEnded, call } from '../support/calls.js';
import { misfortunes } from '../support/misfortunes.js';
import { startShop, type Shop } from '../support/shop.js';
import { createSkippedTime } from '../support/skipped-time.js';
import { act, openScene, resolveByHand, type Scene } from './deeds.js';
import { orderOf, selling } from './order-of.js';
import { liveMinutes, sleepUntil, untilPayable } from './pass-time.js';
import { idsOf, namedFor } from './reported-money.js';
import { standstill } from './standstill.js';
import { NONSENSE_ID, type Story, type When } from './story.js';
import type { Witness } from './witness.js';

const minute = 60_000;
// No story is about more than hours: what lasts for a week does not end.
const TOO_LONG_MS = 7 * 24 * 60 * minute;
// A story takes seconds of real time.
const STUCK_AFTER_MS = 5 * minute;
const GIVES_UP_AFTER_MS = 30_000;

/** Lives a story and tells what can be seen of it; again, when its server broke down under it. */
export async function live(story: Story): ReturnType<typeof liveIn> {
  const lived = await liveOnce(story);
  return lived === 'standstill' ? live(story) : lived;
}

/** Lives a story with a server of its own, since clocks can run away. */
async function liveOnce(story: Story) {
  const env = await createSkippedTime();
  const shop = await startShop(env, { catalogue: selling(story.free) });
  const order = orderOf(story);
  const over = new AbortController();
  // Every call of the story listens.
  setMaxListeners(0, over.signal);
  const scene = openScene(env, shop, order.reference, story.tickets);
  const lived = env.connection.withAbortSignal(over.signal, () => liveIn(env, shop, scene, story, order));
  const brokenDown = standstill(env, orderWorkflowId(order.reference), over);
  const stuck = pause(STUCK_AFTER_MS, undefined, over).then(() => {
    throw new Error(`the story is not over after ${STUCK_AFTER_MS / minute} minutes`);
  });
  try {
    return await Promise.race([lived, brokenDown, stuck]);
  } finally {
    over.abort();
    // A call that the SDK repeats is not ended by that, but by the end of its order, which is terminated here.
    await shop.close();
    const settled = Promise.allSettled([lived, brokenDown, stuck]).then(() =>
      Promise.allSettled(scene.answers),
    );
    await Promise.race([settled, pause(GIVES_UP_AFTER_MS, undefined, { ref: false })]);
    await env.teardown();
  }
}

async function liveIn(
  env: TestWorkflowEnvironment,
  shop: Shop,
  scene: Scene,
  story: Story,
  order: OrderRequest,
) {
  const { sandbox } = shop;
  const deedsAt = (when: When) =>
    story.happenings.flatMap((happening) => (happening.when === when ? happening.deed : []));
  const happen = (when: When) => Promise.all(deedsAt(when).map((deed) => act(scene, deed)));

  sandbox.advance(story.ahead * minute);
  for (const { at, name, times } of story.troubles) {
    const { fault, effect = false } = misfortunes.find((misfortune) => misfortune.name === name)!;
    sandbox.fail({ match: call[at], fault, effect, times });
  }
  for (const { when, deed } of story.happenings)
    if (typeof when === 'object' && 'call' in when)
      sandbox.meanwhile(call[when.call], when.moment, () => act(scene, deed));

  await shop.start(order);
  const due = paymentDue(scene);
  await happen('with the start');
  await untilPayable(env, scene);
  await liveMinutes(env, scene, story);
  const { payBefore } = await scene.orders.status(order.reference);
  if (payBefore && deedsAt('at the deadline').length > 0)
    await sleepUntil(env, scene, Date.parse(payBefore) - story.ahead * minute);
  await happen('at the deadline');

  const outcome = await end(env, shop, scene);
  if (outcome) await happen('after the end');
  if (outcome) await Promise.all(scene.answers);
  await allEnded(sandbox);

  sandbox.advance(13 * 60 * minute);
  const { possibleOrphans = 0 } = await scene.orders.status(order.reference);
  const witness: Witness = {
    journal: sandbox.journal(),
    outcome,
    possibleOrphans,
    due: due(),
    reports: scene.reports,
    refunds: await refundsOf(scene, [...idsOf(scene.reports), NONSENSE_ID]),
    differences: await refundsOf(scene, scene.reports.map(namedFor)),
    upstream: await sandbox.orders(),
    stock: (await sandbox.stock())[set]!,
    vanished: scene.vanished,
  };
  return { witness, met: sandbox.faults().filter(({ applied }) => applied > 0) };
}

/** Waits beside the story for how to pay, and tells it once it is known. */
function paymentDue({ handle, answers }: Scene): () => Witness['due'] {
  let due: Witness['due'];
  const args: [undefined] = [undefined];
  const asked = handle.executeUpdate(awaitPaymentDueUpdate, { args }).then((answer) => {
    if ('payBefore' in answer) due = { at: performance.now(), total: answer.total };
  });
  answers.push(asked.catch(() => undefined));
  return () => due;
}

/** Waits for the end; an order that asks for help gets it. */
async function end(
  env: TestWorkflowEnvironment,
  shop: Shop,
  scene: Scene,
): Promise<OrderOutcome | undefined> {
  const { orders, reference } = scene;
  const tooLate = (await env.currentTimeMs()) + TOO_LONG_MS;
  // Who waits for the end lets time be skipped.
  const waiting = shop.orders.outcome(reference).catch(() => undefined);
  while (!(await scene.isOver()) && (await env.currentTimeMs()) < tooLate) {
    if (isStuck((await orders.status(reference)).attention)) await resolveByHand(scene);
    await pause(10);
  }
  // The clock may have run on when the order ended.
  if (!(await scene.isOver())) return undefined;
  return (await waiting) ?? shop.orders.outcome(reference);
}

async function refundsOf({ handle, reference }: Scene, paymentIds: readonly string[]) {
  const found = await Promise.all(
    [...new Set(paymentIds)].map((id) =>
      handle.client
        .getHandle(refundWorkflowId(reference, id))
        .describe()
        .then(({ memo }) => memo?.[REFUND_MEMO] as RefundDue)
        .catch(() => undefined),
    ),
  );
  return found.flatMap((refund) => refund ?? []);
}

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { createOrders, type OrderOutcome, type OrderRequest, type Orders } from '../../src/client.js';
import { isStuck } from '../../src/domain/attention.js';
import {
  awaitPaymentDueUpdate,
  cancelOrderUpdate,
  orderWorkflowId,
  paymentConfirmedSignal,
  REFUND_MEMO,
  refundWorkflowId,
  type RefundDue,
} from '../../src/workflows/contract.js';
import { anOrder, event, set } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { misfortunes } from '../support/misfortunes.js';
import { startShop, type Shop } from '../support/shop.js';
import { createSkippedTime } from '../support/skipped-time.js';
import type { Report, Witness } from './judge.js';
import type { Deed, Story } from './story.js';

const minute = 60_000;
// In real time. What takes longer than this in skipped time does not end.
const PATIENCE_MS = 30_000;

/** Lives a story, with a server of its own since clocks can run away, and tells what can be seen of it. */
export async function live(story: Story) {
  const env = await createSkippedTime();
  const shop = await startShop(env, { catalogue: selling(story.free) });
  try {
    return await liveIn(env, shop, story);
  } finally {
    await shop.close();
    await env.teardown();
  }
}

async function liveIn(env: TestWorkflowEnvironment, shop: Shop, story: Story) {
  const { sandbox } = shop;
  // Two that wait for a result at once, or one beside a sleep, would put out the server's count of who skips time.
  const orders = createOrders(new Client({ connection: env.connection }), { taskQueue: shop.taskQueue });
  const order = orderOf(story);
  const { reference } = order;
  const handle = env.client.workflow.getHandle(orderWorkflowId(reference));
  const reports: { -readonly [K in keyof Report]: Report[K] }[] = [];
  const answers: Promise<unknown>[] = [];
  const isOver = async () => (await handle.describe()).status.name !== 'RUNNING';

  async function pay({ pay: paymentId, hundredths, bySignal }: Extract<Deed, { pay: string }>) {
    const amount = `${story.tickets * hundredths}.00`;
    const report: (typeof reports)[number] = { paymentId, amount, sentAt: performance.now() };
    reports.push(report);
    const state = { answered: false };
    if (bySignal && !(await isOver())) {
      const sent = await handle.signal(paymentConfirmedSignal, { paymentId, amount }).then(
        () => true,
        () => false,
      );
      // The order has just ended: a signal nobody can take is no report.
      if (!sent) reports.splice(reports.indexOf(report), 1);
    } else {
      const told = orders.confirmPayment(reference, { paymentId, amount }).then(
        ({ payment }) => (report.answer = payment),
        (error: unknown) => (report.answer = String(error)),
      );
      answers.push(told.finally(() => (state.answered = true)));
    }
    const isKnown = async () =>
      (await orders.status(reference)).payments.some((payment) => payment.paymentId === paymentId);
    while (!state.answered && !(await isKnown()) && !(await isOver()));
    report.knownAt = performance.now();
  }

  async function act(deed: Deed): Promise<void> {
    if ('pay' in deed) return pay(deed);
    if (await isOver()) return;
    if ('platform' in deed) {
      const [{ id } = { id: '' }] = await sandbox.orders();
      await sandbox.platform[deed.platform](id);
    } else if ('decline' in deed) {
      await orders.paymentFailed(reference, { reason: 'no funds', final: deed.decline === 'final' });
    } else if (deed.cancel === 'by Temporal') {
      await handle.cancel();
    } else {
      const args: [{ by: string }] = [{ by: 'customer' }];
      const update = await handle.startUpdate(cancelOrderUpdate, { args, waitForStage: 'ACCEPTED' });
      answers.push(update.result().catch(nothing));
    }
  }
  /** What is too late for the platform or the saga just does not happen; money always does. */
  const attempt = (deed: Deed) => act(deed).catch(nothing);

  for (const { at, name, times } of story.troubles) {
    const { fault, effect = false } = misfortunes.find((misfortune) => misfortune.name === name)!;
    sandbox.fail({ match: call[at], fault, effect, times });
  }
  for (const { when, deed } of story.happenings)
    if (typeof when === 'object' && 'call' in when)
      sandbox.meanwhile(call[when.call], when.moment, () => attempt(deed));

  await shop.start(order);
  let due: Witness['due'];
  const args: [undefined] = [undefined];
  const placed = handle.executeUpdate(awaitPaymentDueUpdate, { args }).then((answer) => {
    if ('total' in answer && 'payBefore' in answer) due = { at: performance.now(), total: answer.total };
  });
  answers.push(placed.catch(nothing));
  const at = (when: string) => story.happenings.filter((happening) => happening.when === when);
  for (const { deed } of at('with the start')) await attempt(deed);

  const timed = story.happenings.flatMap(({ when, deed }) =>
    typeof when === 'object' && 'minute' in when ? [{ ...when, deed }] : [],
  );
  const startedAt = await env.currentTimeMs();
  const sleepUntil = async (instant: number) => {
    const ms = instant - (await env.currentTimeMs());
    if (ms > 0 && !(await isOver())) await env.sleep(ms);
  };
  for (const { minute: m, deed } of timed.toSorted((one, other) => one.minute - other.minute)) {
    await sleepUntil(startedAt + m * minute);
    await attempt(deed);
  }
  if (at('at the deadline').length > 0) {
    const { payBefore } = await shop.until(
      reference,
      ({ payBefore, phase }) => !!payBefore || phase !== 'creating',
    );
    if (payBefore) await sleepUntil(Date.parse(payBefore));
    await Promise.all(at('at the deadline').map(({ deed }) => attempt(deed)));
  }

  const outcome = await end(shop, orders, reference);
  if (outcome) for (const { deed } of at('after the end')) await attempt(deed);
  if (outcome) await Promise.all(answers);
  while (sandbox.journal().some(({ answeredAt }) => answeredAt === null)) await pause(20);

  sandbox.advance(13 * 60 * minute);
  const witness: Witness = {
    journal: sandbox.journal(),
    outcome,
    due,
    reports,
    refunds: await refundsOf(env, reference, reports),
    upstream: await sandbox.orders(),
    stock: (await sandbox.stock())[set]!,
  };
  return { witness, met: sandbox.faults().filter(({ applied }) => applied > 0) };
}

/** Waits for the end; an order that asks for help is told how it ended in truth. */
async function end(
  { orders: skipping, sandbox }: Shop,
  orders: Orders,
  reference: string,
): Promise<OrderOutcome | undefined> {
  const outcome = skipping.outcome(reference);
  const state = { ended: false };
  const settle = () => (state.ended = true);
  outcome.then(settle, settle);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until && !state.ended;) {
    await pause(20);
    if (!isStuck((await orders.status(reference)).attention)) continue;
    const [upstream] = await sandbox.orders();
    const truth = upstream?.status === 'done' ? 'completed' : 'canceled';
    await orders.resolve(reference, { by: 'Anna', outcome: truth, note: 'looked' }).catch(nothing);
  }
  return state.ended ? outcome : undefined;
}

async function refundsOf(env: TestWorkflowEnvironment, reference: string, reports: readonly Report[]) {
  const ids = new Set(reports.map(({ paymentId }) => paymentId));
  const found = await Promise.all(
    [...ids].map((id) =>
      env.client.workflow
        .getHandle(refundWorkflowId(reference, id))
        .describe()
        .then(({ memo }) => memo?.[REFUND_MEMO] as RefundDue)
        .catch(nothing),
    ),
  );
  return found.flatMap((refund) => refund ?? []);
}

function orderOf({ tickets, onPage, allOrNothing, window, expected }: Story): OrderRequest {
  const total = { nothing: undefined, 'the price': `${tickets * 100}.00`, less: '99.99' }[expected];
  const page = { payment: { system: 'sandbox/PAGE', successUrl: 'https://shop.example/thanks' } };
  return anOrder({
    tickets,
    allOrNothing,
    ...(onPage && page),
    ...(window !== null && { paymentWindow: window }),
    ...(total !== undefined && { expectedTotal: total }),
  });
}

const selling = (tickets: number) => ({
  events: [{ id: event, sets: [{ id: set, rule: '56a6254bf06c5a059b93800b', price: '100.00', tickets }] }],
});

const nothing = () => undefined;

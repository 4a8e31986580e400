import { expect, it } from 'vitest';
import { orderWorkflowId, searchAttribute } from '../../src/workflows/contract.js';
import { payByUpdate } from '../../tools/histories/pay-by-update.js';
import { anOrder } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { deedsOf } from '../support/deeds-of.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

// What may be done twice is done within the workflow task; what does not come off there, by an activity of its own.

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '100.00' };
const busy = { kind: 'status', status: 503 } as const;
const workflowOf = (reference: string) => env().client.workflow.getHandle(orderWorkflowId(reference));

it('leaves what did not come off at once to one activity of its own', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, times: 3, fault: busy });

  await orders.place(order);

  const deeds = deedsOf(await workflowOf(order.reference).fetchHistory());
  expect(deeds).toEqual(['createOrder', 'setPaymentSystem', 'setInProgress', 'setInProgress']);
});

it('finishes a paid order within the task that takes its payment', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  await orders.confirmPayment(order.reference, payment);

  const { events } = await workflowOf(order.reference).fetchHistory();
  const kinds = events!.flatMap((event) => Object.keys(event).filter((key) => key.endsWith('Attributes')));
  expect(kinds.slice(kinds.indexOf('workflowExecutionSignaledEventAttributes'))).toEqual(
    ['workflowExecutionSignaled', 'workflowTaskScheduled', 'workflowTaskStarted', 'workflowTaskCompleted']
      .concat(
        'timerCanceled',
        'markerRecorded',
        'upsertWorkflowSearchAttributes',
        'workflowExecutionCompleted',
      )
      .map((kind) => `${kind}EventAttributes`),
  );
});

it('asks for done again by an activity that looks first', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, effect: true, fault: busy });

  expect(await orders.confirmPayment(order.reference, payment)).toEqual({ payment: 'applied' });

  expect(asked(sandbox).slice(-2)).toEqual(['PATCH done', 'GET']);
});

it('has a payment that came as an update written down before the platform is told of it', async () => {
  const { orders } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  expect(await payByUpdate(workflowOf(order.reference), payment)).toEqual({ payment: 'applied' });

  const { events } = await workflowOf(order.reference).fetchHistory();
  const told = events!.find(
    ({ activityTaskScheduledEventAttributes: call }) => call?.activityType?.name === 'completeOrder',
  );
  const accepted = events!.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).at(-1);
  expect(Number(told!.eventId)).toBeGreaterThan(Number(accepted!.eventId));
});

it('believes a "no" that comes at once', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setPaymentSystem, fault: { kind: 'status', status: 400 } });

  await orders.place(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'rejected', reason: 'refused' });
  expect(asked(sandbox)).toEqual(['POST', 'PATCH payment', 'GET', 'GET', 'PATCH canceled']);
});

it('waits as long as the platform asked before it asks again', async () => {
  const { orders, sandbox } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, fault: { ...busy, headers: { 'Retry-After': '2' } } });

  await orders.place(order);

  const { events } = await workflowOf(order.reference).fetchHistory();
  const waits = events!.flatMap(({ timerStartedEventAttributes: timer }) =>
    Number(timer?.startToFireTimeout?.seconds ?? []),
  );
  expect(waits).toContain(2);
});

it('gives the tickets back when the platform asks to wait beyond the hold', async () => {
  const { orders, sandbox } = await openShop(env(), { holds: { executedMs: 60_000 } });
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, fault: { ...busy, headers: { 'Retry-After': '60' } } });

  await orders.place(order);

  const { outcome, reason } = await orders.outcome(order.reference);
  expect([outcome, reason]).toEqual(['rejected', 'upstream_unavailable']);
});

it('shows the phase in lists of what did not come off at once', async () => {
  const { sandbox, start, until } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.setInProgress, times: 0, fault: busy });

  await start(order);
  await until(order.reference, () => asked(sandbox).includes('GET'));

  const { typedSearchAttributes } = await workflowOf(order.reference).describe();
  expect(typedSearchAttributes.get(searchAttribute.orderPhase)).toBe('reserved');
});

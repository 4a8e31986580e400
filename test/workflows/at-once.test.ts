import { expect, it } from 'vitest';
import { orderWorkflowId, searchAttribute } from '../../src/workflows/contract.js';
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
  sandbox.fail({ match: call.complete, times: 3, fault: busy });

  await orders.place(order);
  await orders.confirmPayment(order.reference, payment);

  const deeds = deedsOf(await workflowOf(order.reference).fetchHistory());
  expect(deeds).toEqual([
    'createOrder',
    'setPaymentSystem',
    'setInProgress',
    'completeOrder',
    'completeOrder',
  ]);
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
  sandbox.fail({ match: call.complete, fault: { ...busy, headers: { 'Retry-After': '40' } } });

  await orders.place(order);
  await orders.recordPayment(order.reference, payment);
  await orders.outcome(order.reference);

  const { events } = await workflowOf(order.reference).fetchHistory();
  const waits = events!.flatMap(({ timerStartedEventAttributes: timer }) =>
    Number(timer?.startToFireTimeout?.seconds ?? []),
  );
  expect(waits).toContain(40);
});

it('shows the phase in lists of what did not come off at once', async () => {
  const { orders, sandbox, until } = await openShop(env());
  const order = anOrder();
  await orders.place(order);
  sandbox.fail({ match: call.complete, times: 0, fault: busy });

  void orders.confirmPayment(order.reference, payment).catch(() => undefined);
  await until(order.reference, () => asked(sandbox).includes('GET'));

  const { typedSearchAttributes } = await workflowOf(order.reference).describe();
  expect(typedSearchAttributes.get(searchAttribute.orderPhase)).toBe('completing');
});

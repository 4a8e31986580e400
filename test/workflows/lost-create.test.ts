import { expect, it } from 'vitest';
import { anOrder, event, set } from '../support/an-order.js';
import { asked, call } from '../support/calls.js';
import { openShop } from '../support/shop.js';
import { useSkippedTime } from '../support/skipped-time.js';

const env = useSkippedTime();
const payment = { paymentId: 'p-1', amount: '100.00' };

it('adopts the order that a create made whose answer was lost', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.create, effect: true, fault: { kind: 'reset' } });

  await start(order, payment);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
  expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(1);
  expect((await sandbox.stock())[set]).toMatchObject({ held: 0, sold: 1 });
});

it('creates the order again when three looks have found none', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.create, fault: { kind: 'reset' } });

  await start(order, payment);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
  expect(asked(sandbox).slice(0, 5)).toEqual(['POST', 'GET', 'GET', 'GET', 'POST']);
});

it('finds the order also where the platform ignores the filters of its list', async () => {
  const { orders, sandbox, start } = await openShop(env(), { ignoreFilters: true });
  const order = anOrder();
  sandbox.fail({ match: call.create, effect: true, fault: { kind: 'hang' } });

  await start(order, payment);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });
});

it('creates no third order when the second answer is lost as well', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  sandbox.fail({ match: call.create, times: 0, fault: { kind: 'reset' } });

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'rejected',
    reason: 'upstream_unavailable',
  });
  expect(asked(sandbox).filter((ask) => ask === 'POST')).toHaveLength(2);
  expect(await orders.status(order.reference)).toMatchObject({ possibleOrphans: 2 });
});

it('names the possible orphan when nothing is left for the second create', async () => {
  const onlyOne = { id: set, rule: '56a6254bf06c5a059b93800b', price: '100.00', tickets: 1 };
  const { orders, sandbox, start } = await openShop(env(), {
    catalogue: { events: [{ id: event, sets: [onlyOne] }] },
  });
  const order = anOrder();
  sandbox.fail({ match: call.create, effect: true, fault: { kind: 'reset' } });
  // The list does not show the order yet, however often we look.
  const list = { method: 'GET', path: '/v1/resources/orders' } as const;
  sandbox.fail({ match: list, times: 0, fault: { kind: 'status', status: 200, body: [] } });

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({
    outcome: 'unavailable',
    reason: 'possible_orphan',
  });
});

it('gives the lost order back when it was called off meanwhile', async () => {
  const { orders, sandbox, start } = await openShop(env());
  const order = anOrder();
  let canceled: Promise<unknown> | undefined;
  sandbox.meanwhile(call.create, 'before', () => {
    canceled = orders.cancel(order.reference, { by: 'customer' });
  });
  sandbox.fail({ match: call.create, effect: true, fault: { kind: 'reset' } });

  await start(order);

  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'canceled' });
  await canceled;
  expect(await sandbox.orders()).toMatchObject([{ status: 'canceled' }]);
});

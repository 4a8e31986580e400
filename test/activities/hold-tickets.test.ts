import { expect, test } from 'vitest';
import { aCheckedOrder } from '../support/a-checked-order.js';
import { anOrderIn, plentiful, scarce } from '../support/a-sandbox.js';
import { event } from '../support/an-order.js';
import { aScene, attempt, customer, request, temporal } from './deeds.js';

test('holds the tickets, and sends what it was asked for with the marker', async () => {
  const { sandbox, activities, bodies } = await aScene();
  const order = await attempt(1, activities.createOrder, request);
  expect(order).toMatchObject({ status: 'executed', total: '100.00', holdMs: 600_378 });
  expect((await sandbox.stock())[plentiful]).toMatchObject({ held: 1 });
  expect(bodies()).toEqual([
    {
      event,
      random: { [plentiful]: 1 },
      all_or_nothing: true,
      customer: { email: customer.email, last_name: customer.lastName, mobile: customer.mobile },
      payment: { success_url: 'https://shop.example/thanks?lang=en&reference=A-1' },
    },
  ]);
});

test('holds fewer tickets than asked for only where fewer will do', async () => {
  const { activities } = await aScene();
  const five = { random: { [scarce]: 5 } };
  const all = await attempt(1, activities.createOrder, aCheckedOrder(five));
  expect(all).toMatchObject({ tickets: [], total: '0.00' });
  const fewer = await attempt(1, activities.createOrder, aCheckedOrder({ ...five, allOrNothing: false }));
  expect(fewer.tickets).toHaveLength(4);
});

test('makes a second order when it is carried out twice', async () => {
  const { sandbox, activities } = await aScene();
  await attempt(1, activities.createOrder, request);
  await attempt(2, activities.createOrder, request);
  expect(await sandbox.orders()).toHaveLength(2);
});

test('never sends a second request by itself', async () => {
  const { sandbox, activities, sent } = await aScene();
  sandbox.fail({ fault: { kind: 'reset' }, effect: true });
  await expect(attempt(1, activities.createOrder, request)).rejects.toMatchObject({ type: 'Unknown' });
  expect(sent()).toEqual(['POST']);
});

test('holds the tickets in the run that it is told', async () => {
  const { activities, sent } = await aScene();
  const environment = temporal();
  const { runId } = environment.context.info.workflowExecution!;
  expect(await environment.run(activities.createOrder, request, runId)).toMatchObject({ status: 'executed' });
  expect(sent()).toEqual(['POST']);
});

test('sends nothing in another run, and is Unknown: the order may be there', async () => {
  const { activities, sent } = await aScene();
  await expect(attempt(1, activities.createOrder, request, 'an-earlier-run')).rejects.toMatchObject({
    type: 'Unknown',
    nonRetryable: false,
    message: expect.stringContaining('nothing was sent') as string,
    details: [{ earlierRun: true }],
  });
  expect(sent()).toEqual([]);
});

test('gives the tickets back', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'in_progress');
  expect(await attempt(1, activities.cancelOrder, id)).toMatchObject({ id, status: 'canceled' });
  expect((await sandbox.stock())[plentiful]).toMatchObject({ held: 0, sold: 0 });
});

test('leaves an order that was done meanwhile as it is, and shows it', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'done');
  expect(await attempt(1, activities.cancelOrder, id)).toMatchObject({ id, status: 'done' });
  expect((await sandbox.stock())[plentiful]).toMatchObject({ sold: 1 });
});

import { expect, test } from 'vitest';
import { anOrderIn } from '../support/a-sandbox.js';
import { aScene, attempt, request } from './deeds.js';

test('names the payment system, with the marker once more', async () => {
  const { sandbox, activities, begin, bodies } = await aScene();
  const { body: order } = await sandbox.create();
  begin();
  await attempt(1, activities.setPaymentSystem, order.id, request);
  const success_url = 'https://shop.example/thanks?lang=en&reference=A-1';
  expect(bodies()).toEqual([{ payment: { system: 'api/BASE', success_url } }]);
});

test('takes the payment system for chosen though the answer still shows none', async () => {
  const { sandbox, activities } = await aScene();
  const { body: order } = await sandbox.create();
  const shown = await attempt(1, activities.setPaymentSystem, order.id, request);
  expect(sandbox.journal().at(-1)).toMatchObject({ answer: { payment: { system: null } } });
  expect(shown).toMatchObject({ id: order.id, status: 'executed' });
});

test('starts the time for the payment, and shows until when and where to pay', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'executed', 'sandbox/PAGE');
  expect(await attempt(1, activities.setInProgress, id)).toMatchObject({
    status: 'in_progress',
    reservedTill: '2016-01-26T09:55:19.378Z',
    redirectUrl: expect.stringContaining(`${sandbox.url}/pay/`) as string,
  });
});

test('does not start the time again when it is carried out twice', async () => {
  const { sandbox, activities } = await aScene();
  const { id } = await anOrderIn(sandbox, 'executed');
  const first = await attempt(1, activities.setInProgress, id);
  sandbox.advance(60_000);
  const second = await attempt(1, activities.setInProgress, id);
  expect(second).toEqual({ ...first, holdMs: first.holdMs - 60_000 });
});

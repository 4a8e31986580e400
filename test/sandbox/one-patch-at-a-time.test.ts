import { expect, it } from 'vitest';
import type { TestSandbox } from '../support/a-sandbox.js';
import { aSandbox, anOrderIn, ordersPath } from '../support/a-sandbox.js';
import { onTheWire } from '../support/on-the-wire.js';

/** An order with a PATCH that takes its time, and has arrived. */
async function anOrderBeingChanged(sandbox: TestSandbox) {
  const order = await anOrderIn(sandbox, 'executed');
  sandbox.fail({ match: { method: 'PATCH' }, fault: { kind: 'slow', ms: 2_000 } });
  const first = sandbox.patch(order, { customer: { lang: 'en' } });
  await expect.poll(() => sandbox.journal().at(-1)?.fault).toBe('slow');
  return { order, first };
}

it('answers 409 to a PATCH that comes before the previous one was finished', async () => {
  const sandbox = await aSandbox();
  const { order, first } = await anOrderBeingChanged(sandbox);
  expect((await sandbox.patch(order, { status: 'canceled' })).status).toBe(409);
  expect((await sandbox.patch(order, { status: 'canceled' })).status).toBe(409);
  expect((await first).body).toMatchObject({ status: 'executed', customer: { lang: 'en' } });
});

it('takes a PATCH of another order, and a GET, meanwhile', async () => {
  const sandbox = await aSandbox();
  const other = await anOrderIn(sandbox, 'executed');
  const { order, first } = await anOrderBeingChanged(sandbox);
  expect((await sandbox.patch(other, { status: 'canceled' })).status).toBe(200);
  expect((await sandbox.read(order)).status).toBe(200);
  expect((await first).status).toBe(200);
});

it('takes the next PATCH as soon as the previous one was answered', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  for (let count = 0; count < 20; count++)
    expect((await sandbox.patch(order, { promocodes: [`${count}`] })).status).toBe(200);
});

it('goes on with a PATCH whose sender has left', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  sandbox.fail({ match: { method: 'PATCH' }, fault: { kind: 'slow', ms: 2_000 } });
  const { leave } = onTheWire(sandbox, 'PATCH', `${ordersPath}/${order.id}`, { status: 'canceled' });
  await expect.poll(() => sandbox.journal().at(-1)?.fault).toBe('slow');
  leave();
  expect((await sandbox.patch(order, { promocodes: [] })).status).toBe(409);
  const answeredNobody = { tookEffect: true, status: null, answeredAt: expect.any(Number) as number };
  await expect.poll(() => sandbox.journal().at(-2)).toMatchObject(answeredNobody);
});

it('takes a PATCH again when the sender of one that hangs has left', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  sandbox.fail({ match: { method: 'PATCH' }, fault: { kind: 'hang' } });
  const { leave } = onTheWire(sandbox, 'PATCH', `${ordersPath}/${order.id}`, { status: 'canceled' });
  await expect.poll(() => sandbox.journal().at(-1)?.fault).toBe('hang');
  expect((await sandbox.patch(order, { promocodes: [] })).status).toBe(409);
  leave();
  await expect.poll(async () => (await sandbox.patch(order, { promocodes: [] })).status).toBe(200);
});

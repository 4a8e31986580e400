import { expect, it } from 'vitest';
import { set } from '../../support/an-order.js';
import { buy, callsOn, heading, referenceOf, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

it('completes what is paid on the payment page of the platform', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const reference = await buy(page, false);
  await page.getByRole('link', { name: 'To the payment page' }).click();
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  // Where the platform settles, it is looked at 5 s after the payment is due, and then every 15 s.
  await heading(page, 'See you there').waitFor({ timeout: 40_000 });
  expect(referenceOf(page)).toBe(reference);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', decidedBy: 'platform' });
});

it('completes what is paid in the shop, and shows the calls that did it', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const reference = await buy(page);
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await heading(page, 'See you there').waitFor();
  // The list of calls is brought up to date after the order.
  await expect
    .poll(async () => (await callsOn(page)).map(([call]) => call))
    .toEqual(['POST order', 'PATCH payment', 'PATCH in_progress', 'PATCH done']);
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed', decidedBy: 'payment' });
});

it('counts down, and puts the tickets back on sale when nobody pays in time', async () => {
  const { visit, orders, sandbox } = await openShop({ windowSeconds: 8 });
  const { sold } = (await sandbox.stock())[set]!;
  const { page } = await visit();
  const reference = await buy(page);
  await page
    .getByRole('timer')
    .getByText(/^0:0[1-3]$/)
    .waitFor();
  await heading(page, 'Time is up').waitFor();
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'expired', decidedBy: 'deadline' });
  expect((await sandbox.stock())[set]).toMatchObject({ free: 40 - sold, held: 0, sold });
});

it('calls an order off', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const reference = await buy(page);
  await page.getByRole('button', { name: 'Call it off' }).click();
  await heading(page, 'Called off').waitFor();
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'canceled', decidedBy: 'customer' });
});

it('goes on with the same order when it is loaded again in the middle', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const reference = await buy(page);
  const before = await page.locator('time').getAttribute('datetime');
  await page.reload();
  expect(referenceOf(page)).toBe(reference);
  expect(await page.locator('time').getAttribute('datetime')).toBe(before);
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await heading(page, 'See you there').waitFor();
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'completed' });
});

it('makes one order of a form that is sent twice', async () => {
  const { visit, sandbox, orders } = await openShop();
  const { page } = await visit();
  const reference = await page.locator('[name=reference]').inputValue();
  const form = { reference, [`set-${set}`]: '1', pay: 'shop' };
  const send = () => page.request.post(`${page.url()}/orders`, { form, headers: { Origin: page.url() } });
  const answers = await Promise.all([send(), send()]);
  expect(answers.map((answer) => answer.url())).toEqual(Array(2).fill(`${page.url()}/orders/${reference}`));
  await expect.poll(() => orders.status(reference)).toMatchObject({ phase: 'awaiting_payment' });
  const placed = (await sandbox.orders()).filter(({ payment }) => payment.success_url?.endsWith(reference));
  expect(placed).toHaveLength(1);
});

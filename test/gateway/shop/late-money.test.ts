import { expect, it } from 'vitest';
import { buy, callsOn, heading, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

it('owes back the money that comes too late, until an operator has sent it back', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const reference = await buy(page);
  await page.getByRole('button', { name: 'Pay too late' }).click();
  await heading(page, 'Your money comes back').waitFor();
  expect(await orders.outcome(reference)).toMatchObject({ outcome: 'refund_required' });

  const sentBack = page.getByRole('button', { name: 'Sent back' });
  await sentBack.click();
  await sentBack.waitFor({ state: 'detached' });
  const owed = async () => (await orders.refundsDue()).filter((refund) => refund.reference === reference);
  await expect.poll(owed).toEqual([]);
});

it('owes back what is paid for an order that has ended', async () => {
  const { visit } = await openShop({ windowSeconds: 5 });
  const { page } = await visit();
  await buy(page);
  await heading(page, 'Time is up').waitFor();
  await page.getByRole('button', { name: 'Pay too late' }).click();
  await page.getByRole('button', { name: 'Sent back' }).waitFor();
});

it('does not light "Complete" for money that came too late, though that was tried', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  await page.getByRole('button', { name: 'Pay too late' }).click();
  await heading(page, 'Your money comes back').waitFor();
  await expect.poll(() => callsOn(page)).toContainEqual(['PATCH done', '400']);
  expect(await page.locator('.step.completing').getAttribute('class')).toMatch(/ skipped$| ahead$/);
});

import { expect, it } from 'vitest';
import { buy, heading, useShopWindow } from '../../support/shop-window.js';

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
  expect((await orders.refundsDue()).filter((refund) => refund.reference === reference)).toEqual([]);
});

it('owes back what is paid for an order that has ended', async () => {
  const { visit } = await openShop({ windowSeconds: 1 });
  const { page } = await visit();
  await buy(page);
  await heading(page, 'Time is up').waitFor();
  await page.getByRole('button', { name: 'Pay too late' }).click();
  await page.getByRole('button', { name: 'Sent back' }).waitFor();
});

it('waits for a platform that is down, and completes the order when it is up again', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  await page.getByRole('button', { name: 'Platform down' }).click();
  const up = page.getByRole('button', { name: 'Platform up again' });
  await up.waitFor();
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await page.getByRole('cell', { name: '503' }).waitFor();
  await up.click();
  await heading(page, 'See you there').waitFor();
});

it('looks, and does not ask again, when the answer to the completion is lost', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  const lost = page.waitForResponse(/trouble/);
  await page.getByRole('button', { name: 'Lose the next answer' }).click();
  await lost;
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await heading(page, 'See you there').waitFor();
  const rows = await page.getByRole('table').locator('tbody tr').allInnerTexts();
  expect(rows.slice(-2).map((row) => row.split('\t').slice(1))).toEqual([
    ['PATCH done', 'took effect, answer lost'],
    ['GET order', '200 done'],
  ]);
});

it('offers to kill the worker only where somebody can', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await page.getByRole('button', { name: 'Platform down' }).waitFor();
  expect(await page.getByRole('button', { name: 'Kill the worker' }).count()).toBe(0);
});

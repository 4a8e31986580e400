import { expect, it } from 'vitest';
import { buy, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();
const timeOfDay = (instant: number) => new Date(instant).toLocaleTimeString('ru');

it('says beside the deadline until when the payment page takes money, and what time is named there', async () => {
  const { visit, orders } = await openShop();
  const { page } = await visit();
  const { payBefore, order } = await orders.status(await buy(page, false));
  const takenUntil = timeOfDay(Date.parse(payBefore!) + 60_000);
  const heldUntil = timeOfDay(order!.reservedTillMs);
  expect(await page.locator('time').innerText()).toBe(timeOfDay(Date.parse(payBefore!)));
  await page
    .getByText(`a payment is taken until ${takenUntil}. The payment page names ${heldUntil}`)
    .waitFor();

  await page.getByRole('link', { name: 'To the payment page' }).click();
  expect(await page.locator('dd').last().innerText()).toBe(heldUntil);
  expect(await page.locator('dt').last().innerText()).toBe('Held until');
});

it('says when the time is up until when a payment is still taken', async () => {
  const { visit, orders } = await openShop({ windowSeconds: 1 });
  const { page } = await visit();
  const { payBefore } = await orders.status(await buy(page, false));
  const takenUntil = timeOfDay(Date.parse(payBefore!) + 60_000);
  await page
    .getByText(`Time is up.`)
    .and(page.getByText(`a payment is taken until ${takenUntil}.`))
    .waitFor();
});

it('names one time where the shop takes the money itself', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  expect(await page.getByText('a payment is taken until').count()).toBe(0);
});

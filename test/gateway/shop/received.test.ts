import { expect, it, onTestFinished } from 'vitest';
import { buy, heading, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

it.each([
  { press: 'Pay 200.00', said: 'Payment taken', end: 'See you there' },
  { press: 'Call it off', said: 'Call-off taken', end: 'Called off' },
])('says at once that "$press" is taken while no worker is there, and does it later', async (deed) => {
  const { visit, worker } = await openShop();
  const { page } = await visit();
  await buy(page);
  worker.kill('SIGSTOP');
  onTestFinished(() => void worker.kill('SIGCONT'));
  await page.getByRole('button', { name: deed.press }).click();
  await heading(page, deed.said).waitFor();
  expect(await page.locator('.front').getByRole('button').count()).toBe(0);

  worker.kill('SIGCONT');
  await heading(page, deed.end).waitFor();
});

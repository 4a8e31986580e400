import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { buy, heading, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

/** Moves the focus on until it is on what has this name, as who uses no mouse does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name }).or(page.getByRole('link', { name }));
  await target.waitFor();
  for (let pressed = 0; pressed < 30; pressed += 1) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  expect.fail(`the focus does not reach "${name}"`);
}

it('sells to who has only a keyboard', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await page.getByLabel('Tickets: Stalls').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'Buy');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Pay 300.00');
  await page.keyboard.press('Enter');
  await heading(page, 'See you there').waitFor();
});

it('tells a screen reader of a new phase, and not of every second', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  const said = page.locator('.news');
  expect(await said.getAttribute('role')).toBe('status');
  expect(await said.innerText()).toContain('The tickets are held for you.');
  expect(await page.getByRole('status').getByRole('timer').count()).toBe(0);
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await said.getByText('Your order is paid and complete.').waitFor();
});

it('sells to who runs no script', async () => {
  const { visit } = await openShop();
  const { page } = await visit({ javaScriptEnabled: false });
  await buy(page);
  expect(await page.content()).toContain('http-equiv="refresh"');
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await heading(page, 'See you there').waitFor();
});

it('speaks Russian to a Russian browser, and English once asked to', async () => {
  const { visit } = await openShop();
  const { page } = await visit({ locale: 'ru-RU' });
  await page.getByLabel('Здесь, в магазине').check();
  await page.getByRole('button', { name: 'Купить' }).click();
  await page.getByRole('button', { name: 'Заплатить 200,00 ₽' }).click();
  await heading(page, 'До встречи').waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await heading(page, 'See you there').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

it('allows nothing that is not its own, and needs nothing else', async () => {
  const { visit, url } = await openShop();
  const { page, complaints } = await visit();
  await buy(page);
  await page.getByRole('button', { name: 'Call it off' }).click();
  await heading(page, 'Called off').waitFor();
  expect(complaints).toEqual([]);
  const policy = (await fetch(url)).headers.get('content-security-policy');
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
});

it.each(['en-GB', 'ru-RU'])('fits on a telephone (%s)', async (locale) => {
  const { visit } = await openShop();
  const { page } = await visit({ locale, viewport: { width: 360, height: 740 } });
  const width = () => page.locator('html').evaluate((root) => root.scrollWidth);
  expect(await width()).toBe(360);
  await page.locator('.choose button').click();
  await page.locator('.deadline').waitFor();
  expect(await width()).toBe(360);
});

it('holds no connection for a page that nobody sees, and takes one up again when it is seen', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  const isStream = (request: { url(): string }) => request.url().endsWith('/events');
  const see = (hidden: boolean) =>
    page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );

  const ended = page.waitForEvent('requestfailed', isStream);
  await see(true);
  await ended;
  const begun = page.waitForRequest(isStream);
  await see(false);
  await begun;
});

import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../support/serve.js';
import { buy, callsOn, heading, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

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
  // The list of calls is brought up to date after the order.
  const lastCalls = async () => (await callsOn(page)).slice(-2);
  await expect.poll(lastCalls).toEqual([
    ['PATCH done', 'took effect, answer lost'],
    ['GET order', '200 done'],
  ]);
});

it('shows the look for an order whose create was lost', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await page.getByRole('button', { name: 'Lose the next answer' }).click();
  await page.getByText('The next answer gets lost.').waitFor();
  await buy(page);
  await expect
    .poll(async () => (await callsOn(page)).slice(0, 3))
    .toEqual([
      ['POST order', 'took effect, answer lost'],
      ['GET orders', '200'],
      ['PATCH payment', '200 executed'],
    ]);
});

it('says beside the buttons that the platform is down, until it is up again', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  const state = page.locator('.trouble').getByRole('status');
  await state.getByText('All is well.').waitFor();
  await page.getByRole('button', { name: 'Platform down' }).click();
  await state.getByText('The platform is down.').waitFor();
  await page.getByRole('button', { name: 'Platform up again' }).click();
  await state.getByText('All is well.').waitFor();
});

it('says that the next answer gets lost, and lets nobody ask for it twice, until one is lost', async () => {
  const { visit } = await openShop();
  const { page } = await visit({ locale: 'ru-RU' });
  const lose = page.getByRole('button', { name: 'Потерять следующий ответ' });
  await page.getByLabel('Здесь, в магазине').check();
  await page.getByRole('button', { name: 'Купить' }).click();
  // Its own calls would be the next.
  await page.getByRole('button', { name: 'Отменить' }).waitFor();
  await lose.click();
  await page.getByText('Следующий ответ потеряется.').waitFor();
  expect(await lose.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Отменить' }).click();
  await page.getByText('Всё в порядке.').waitFor();
});

it('has the worker killed, and says so while it is dead', async () => {
  let running = true;
  const stage = await serve((response) => response.end(JSON.stringify({ running })));
  const { visit } = await openShop({ stageUrl: stage.url });
  const { page } = await visit();
  const kill = page.getByRole('button', { name: 'Kill the worker' });
  await kill.click();
  const asked = expect.objectContaining({ method: 'POST', url: '/kill-worker' }) as object;
  await expect.poll(() => stage.received).toContainEqual(asked);
  running = false;
  await page.getByText('No worker answers: orders wait.').waitFor();
  expect(await kill.isDisabled()).toBe(true);
  running = true;
  await page.getByText('All is well.').waitFor();
});

it('offers to kill the worker only where somebody can', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await page.getByRole('button', { name: 'Platform down' }).waitFor();
  expect(await page.getByRole('button', { name: 'Kill the worker' }).count()).toBe(0);
});

it('offers for an order that has ended what can still happen to it, and that once', async () => {
  const { visit } = await openShop();
  const { page } = await visit();
  await buy(page);
  await page.getByRole('button', { name: 'Call it off' }).click();
  await heading(page, 'Called off').waitFor();
  const late = page.getByRole('button', { name: 'Pay too late' });
  for (const name of ['Platform down', 'Lose the next answer'])
    expect(await page.getByRole('button', { name }).isDisabled()).toBe(true);
  await late.click();
  await page.getByRole('button', { name: 'Sent back' }).waitFor();
  expect(await late.isDisabled()).toBe(true);
});

it('lets a platform be brought up again from the page of an order that has ended', async () => {
  const { visit, sandbox } = await openShop();
  onTestFinished(sandbox.clearFaults);
  const { page } = await visit();
  await buy(page);
  await page.getByRole('button', { name: 'Pay 200.00' }).click();
  await heading(page, 'See you there').waitFor();
  sandbox.fail({ times: 0, fault: { kind: 'status', status: 503 } });
  await page.getByRole('button', { name: 'Platform up again' }).click();
  await page.getByText('All is well.').waitFor();
});

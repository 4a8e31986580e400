import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished } from 'vitest';
import type { ShopOptions } from '../../src/gateway/shop/shop.js';
import { launchChromium } from './chromium.js';
import { openGateway } from './gateway.js';
import type { Program } from './program.js';
import { useStack } from './stack.js';

/** A whole system with a worker, and a browser in front of its shop. */
export function useShopWindow() {
  const stack = useStack();
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let worker: Program;
  beforeAll(async () => {
    [browser, worker] = await Promise.all([launchChromium(), stack().startWorker()]);
    return () => browser.close();
  });

  /** Opens a shop of the test's own, in which customers have so long to pay. */
  return async function open({ windowSeconds = 60, ...more }: Partial<ShopOptions> = {}) {
    const { client, sandbox, orders } = stack();
    const shop = { sandboxUrl: sandbox.url, windowSeconds, uiUrl: 'http://127.0.0.1:8233', ...more };
    const gateway = await openGateway(client, { shop });
    onTestFinished(gateway.close);
    const url = `${gateway.url}/shop`;

    /** Comes in as a visitor whose browser is like this; what its console complains about is kept. */
    async function visit(like: BrowserContextOptions = {}) {
      const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...like });
      onTestFinished(() => context.close());
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', ({ message }) => complaints.push(message));
      await page.goto(url);
      return { page, complaints };
    }
    return { url, client, orders, sandbox, worker, visit };
  };
}

/** Buys the two tickets that the page proposes, and waits until they can be paid. */
export async function buy(page: Page, payHere = true): Promise<string> {
  if (payHere) await page.getByLabel('Here, in the shop').check();
  await page.getByRole('button', { name: 'Buy' }).click();
  await page.getByRole('heading', { name: 'Yours, if you pay in time' }).waitFor();
  return referenceOf(page);
}

/** The reference of the order that the page shows. */
export function referenceOf(page: Page): string {
  return /orders\/(shop-[0-9a-f]+)/.exec(page.url())?.[1] ?? expect.fail(`no order at ${page.url()}`);
}

export const heading = (page: Page, name: string) => page.getByRole('heading', { name });

/** The calls to the platform that the page shows, each with its answer. */
export async function callsOn(page: Page): Promise<string[][]> {
  const rows = await page.getByRole('table').locator('tbody tr').allInnerTexts();
  return rows.map((row) =>
    row
      .split('\t')
      .slice(1)
      .map((cell) => cell.trim()),
  );
}

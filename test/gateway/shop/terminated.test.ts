import { expect, it } from 'vitest';
import { orderWorkflowId } from '../../../src/workflows/contract.js';
import { buy, heading, useShopWindow } from '../../support/shop-window.js';

const openShop = useShopWindow();

it('says on a page that is open that its order was terminated', async () => {
  const { visit, client } = await openShop();
  const { page } = await visit();
  const reference = await buy(page);
  await client.workflow.getHandle(orderWorkflowId(reference)).terminate();
  await heading(page, 'This order was cut off').waitFor();
  expect((await page.request.get(page.url())).status()).toBe(410);
});

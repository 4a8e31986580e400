import { expect, it, vi } from 'vitest';
import { readShopConfig } from '../../../src/gateway/shop/config.js';
import { aSandbox } from '../../support/a-sandbox.js';
import { useEmptyFolder } from '../../support/empty-folder.js';
import { serve } from '../../support/serve.js';

const names = [
  'SHOP_SANDBOX_URL',
  'SHOP_PAYMENT_SECONDS',
  'SHOP_STAGE_URL',
  'TICKETSCLOUD_URL',
  'NODE_ENV',
  'TEMPORAL_UI_URL',
];
useEmptyFolder();

function readIn(environment: Record<string, string>) {
  for (const name of names) vi.stubEnv(name, environment[name]);
  return readShopConfig();
}

it('takes the sandbox that it is given', async () => {
  const { url } = await aSandbox();
  expect(await readIn({ SHOP_SANDBOX_URL: url, SHOP_PAYMENT_SECONDS: '20', TICKETSCLOUD_URL: url })).toEqual({
    value: { sandboxUrl: url, windowSeconds: 20 },
  });
});

it('does not open without a sandbox', async () => {
  const expected = 'expected the address of a sandbox, such as http://127.0.0.1:8099 (npm run sandbox)';
  expect(await readIn({ TICKETSCLOUD_URL: 'http://127.0.0.1:8099' })).toEqual({
    problems: [{ field: 'SHOP_SANDBOX_URL', expected }],
  });
});

it('does not open where something else than a sandbox answers', async () => {
  const { url } = await serve((response) => response.writeHead(200).end('{"orders": []}'));
  const expected = expect.stringContaining(`expected a sandbox at ${url}, but none answers`) as string;
  expect(await readIn({ SHOP_SANDBOX_URL: url, TICKETSCLOUD_URL: url })).toEqual({
    problems: [{ field: 'SHOP_SANDBOX_URL', expected }],
  });
});

it.each(['https://api.ticketscloud.org', 'http://localhost:1', 'nowhere'])(
  'does not open when the worker sells somewhere else: %s',
  async (platform) => {
    const { url } = await aSandbox();
    const expected = expect.stringContaining('expected the same address as TICKETSCLOUD_URL') as string;
    expect(await readIn({ SHOP_SANDBOX_URL: url, TICKETSCLOUD_URL: platform })).toEqual({
      problems: [{ field: 'SHOP_SANDBOX_URL', expected }],
    });
  },
);

it('does not open when nobody says where the worker sells', async () => {
  const { url } = await aSandbox();
  const expected = 'expected the address that the worker has, which must be that of the sandbox';
  expect(await readIn({ SHOP_SANDBOX_URL: url })).toEqual({
    problems: [{ field: 'TICKETSCLOUD_URL', expected }],
  });
});

it('does not open in production', async () => {
  const { url } = await aSandbox();
  const expected = 'expected no shop in production: start it without --shop';
  const environment = { SHOP_SANDBOX_URL: url, TICKETSCLOUD_URL: url, NODE_ENV: 'production' };
  expect(await readIn(environment)).toEqual({ problems: [{ field: 'NODE_ENV', expected }] });
});

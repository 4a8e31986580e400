import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readShopConfig } from '../../../src/gateway/shop/config.js';
import { aSandbox } from '../../support/a-sandbox.js';
import { serve } from '../../support/serve.js';

const names = [
  'SHOP_SANDBOX_URL',
  'SHOP_PAYMENT_SECONDS',
  'SHOP_STAGE_URL',
  'TICKETSCLOUD_URL',
  'TEMPORAL_UI_URL',
];
const home = process.cwd();
// Where no `.env` lies.
beforeEach(() => process.chdir(tmpdir()));
afterEach(() => {
  process.chdir(home);
  vi.unstubAllEnvs();
});

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
  expect(await readIn({})).toEqual({ problems: [{ field: 'SHOP_SANDBOX_URL', expected }] });
});

it('does not open where something else than a sandbox answers', async () => {
  const { url } = await serve((response) => response.writeHead(200).end('{"orders": []}'));
  const expected = `expected a sandbox at ${url}, but none answers`;
  expect(await readIn({ SHOP_SANDBOX_URL: url })).toMatchObject({
    problems: [{ field: 'SHOP_SANDBOX_URL', expected: expect.stringContaining(expected) as string }],
  });
});

it('does not open when the worker sells somewhere else', async () => {
  const { url } = await aSandbox();
  const expected = expect.stringContaining('expected the same address as TICKETSCLOUD_URL') as string;
  expect(await readIn({ SHOP_SANDBOX_URL: url, TICKETSCLOUD_URL: 'https://api.ticketscloud.org' })).toEqual({
    problems: [{ field: 'SHOP_SANDBOX_URL', expected }],
  });
});

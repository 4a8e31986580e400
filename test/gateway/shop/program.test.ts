import { expect, it } from 'vitest';
import { aSandbox } from '../../support/a-sandbox.js';
import { runProgram } from '../../support/program.js';

const tokens = { GATEWAY_TOKENS: 'a-token-for-the-tests-of-the-shop' };

/** What the program says of the shop's settings before it ends. */
async function refusal(env: NodeJS.ProcessEnv): Promise<string> {
  const program = runProgram(
    'src/gateway/main.ts',
    { ...tokens, TEMPORAL_ADDRESS: '127.0.0.1:1', ...env },
    '--shop',
  );
  const { status, stderr } = await program.ended;
  expect(status).toBe(1);
  return stderr.split('\n').find((line) => line.includes('SHOP_')) ?? stderr;
}

it('does not open without a sandbox', async () => {
  expect(await refusal({})).toContain('SHOP_SANDBOX_URL: expected the address of a sandbox');
});

it('does not open where something else than a sandbox answers', async () => {
  const url = 'http://127.0.0.1:1';
  expect(await refusal({ SHOP_SANDBOX_URL: url })).toContain(
    `expected a sandbox at ${url}, but none answers`,
  );
});

it('does not open when the worker sells somewhere else', async () => {
  const { url } = await aSandbox();
  const settings = { SHOP_SANDBOX_URL: url, TICKETSCLOUD_URL: 'https://api.ticketscloud.org' };
  expect(await refusal(settings)).toContain('expected the same address as TICKETSCLOUD_URL');
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { readGatewayConfig } from '../../src/gateway/config.js';
import { useEmptyFolder } from '../support/empty-folder.js';

const secretOf = (bytes: number, fill: string) => `whsec_${Buffer.alloc(bytes, fill).toString('base64')}`;
const [shortest, longest] = [secretOf(24, 'a'), secretOf(64, 'b')];

const folder = useEmptyFolder();
beforeEach(() => void vi.stubEnv('GATEWAY_TOKENS', 'the-token-of-these-tests'));

it('takes several secrets', () => {
  vi.stubEnv('GATEWAY_WEBHOOK_SECRETS', `${shortest}, ${longest}`);
  expect(readGatewayConfig()).toMatchObject({
    value: { secrets: { standard: [shortest, longest], examplePay: [] } },
  });
});

it('takes the secrets from a file, one a line', () => {
  writeFileSync(join(folder(), 'secrets'), `${shortest}\n${longest}\n`);
  vi.stubEnv('GATEWAY_WEBHOOK_SECRETS_FILE', join(folder(), 'secrets'));
  expect(readGatewayConfig()).toMatchObject({ value: { secrets: { standard: [shortest, longest] } } });
});

it.each([
  { what: 'nothing', text: '' },
  { what: 'only commas', text: ' , ' },
  { what: 'one too short', text: secretOf(23, 'a') },
  { what: 'one too long', text: secretOf(65, 'a') },
  { what: 'one without its prefix', text: shortest.slice(6) },
  { what: 'one that is not base64', text: `whsec_${'-'.repeat(40)}` },
  { what: 'a wrong one among right ones', text: `${shortest},${longest.slice(0, -1)}` },
])('does not start with $what for a secret, and keeps it to itself', ({ text }) => {
  vi.stubEnv('GATEWAY_WEBHOOK_SECRETS', text);
  const read = readGatewayConfig();
  expect(read).toMatchObject({ problems: [{ field: 'GATEWAY_WEBHOOK_SECRETS' }] });
  if (text.trim().length > 1) expect(JSON.stringify(read)).not.toContain(text);
});

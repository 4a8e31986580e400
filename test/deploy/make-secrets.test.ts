import { cpSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { readCodecServerConfig } from '../../src/codec-server/config.js';
import { readGatewayConfig } from '../../src/gateway/config.js';
import { useEmptyFolder } from '../support/empty-folder.js';
import { run } from '../support/program.js';
import { compose } from './compose.js';

const script = resolve('deploy/make-secrets.sh');
useEmptyFolder();
beforeEach(() => cpSync(script, 'deploy/make-secrets.sh'));
const makeSecrets = () => run('sh', ['deploy/make-secrets.sh'], { cwd: process.cwd() }).ended;
const secret = (name: string) => readFileSync(`secrets/${name}`, 'utf8');

it('makes every secret of docker-compose.yml but the one that Ticketscloud gives', async () => {
  const { status, stdout } = await makeSecrets();
  expect(status).toBe(0);
  const wanted = Object.values(compose.secrets).map(({ file }) => file.replace('./secrets/', ''));
  expect([...readdirSync('secrets'), 'ticketscloud-api-key'].sort()).toEqual(wanted.sort());
  expect(stdout).toContain('secrets/ticketscloud-api-key is for you to write');
});

it('makes secrets that the gateway takes in production', async () => {
  await makeSecrets();
  vi.stubEnv('NODE_ENV', 'production');
  vi.stubEnv('GATEWAY_TOKENS_FILE', 'secrets/gateway-tokens');
  vi.stubEnv('GATEWAY_WEBHOOK_SECRETS_FILE', 'secrets/gateway-webhook-secrets');
  expect(readGatewayConfig()).toMatchObject({ value: { tokens: [secret('gateway-tokens')] } });
});

it('makes keys and a token that the codec server takes, the token fit for an address', async () => {
  await makeSecrets();
  vi.stubEnv('ORDERS_CODEC_KEYS_FILE', 'secrets/codec-keys');
  vi.stubEnv('CODEC_SERVER_TOKENS_FILE', 'secrets/codec-server-tokens');
  const token = secret('codec-server-tokens');
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(readCodecServerConfig()).toMatchObject({ value: { tokens: [token] } });
});

it('lets nobody else on the machine in, and every user of a container read', async () => {
  await makeSecrets();
  expect(statSync('secrets').mode & 0o777).toBe(0o700);
  expect(statSync('secrets/postgres-password').mode & 0o777).toBe(0o444);
});

it('keeps what is there', async () => {
  await makeSecrets();
  const made = secret('postgres-password');
  writeFileSync('secrets/ticketscloud-api-key', '0'.repeat(32));
  const { stdout } = await makeSecrets();
  expect(secret('postgres-password')).toBe(made);
  expect(stdout).not.toContain('for you to write');
});

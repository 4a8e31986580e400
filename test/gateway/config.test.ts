import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test, vi } from 'vitest';
import { readGatewayConfig } from '../../src/gateway/config.js';
import { webhookSecret } from '../support/deliver.js';
import { useEmptyFolder } from '../support/empty-folder.js';

const first = 'the-first-token-of-a-shop';
const next = 'the-next-token-of-a-shop==';
const names = [
  'GATEWAY_TOKENS',
  'GATEWAY_TOKENS_FILE',
  'GATEWAY_WEBHOOK_SECRETS',
  'GATEWAY_HOST',
  'GATEWAY_PORT',
  'GATEWAY_REQUESTS_PER_MINUTE',
  'GATEWAY_TRUST_PROXY',
  'GATEWAY_METRICS_ADDRESS',
  'ORDERS_TASK_QUEUE',
] as const;
type Environment = Partial<Record<(typeof names)[number], string | undefined>>;

const example = readFileSync('.env.example', 'utf8');

const folder = useEmptyFolder();

function readIn(environment: Environment) {
  const given = { GATEWAY_WEBHOOK_SECRETS: webhookSecret, ...environment };
  for (const name of names) vi.stubEnv(name, given[name]);
  return readGatewayConfig();
}

test('needs a token and a secret of webhooks, and knows the rest', () => {
  const secrets = { standard: [webhookSecret], examplePay: [] };
  const rest = {
    host: '127.0.0.1',
    port: 8088,
    requestsPerMinute: 6_000,
    trustProxy: 0,
    taskQueue: 'orders',
  };
  expect(readIn({ GATEWAY_TOKENS: first })).toEqual({ value: { ...rest, tokens: [first], secrets } });
});

test('takes several tokens, so that one can follow another', () => {
  expect(readIn({ GATEWAY_TOKENS: `${first}, ${next}` })).toMatchObject({ value: { tokens: [first, next] } });
});

test('takes the tokens from a file, one a line', () => {
  writeFileSync('tokens', `${first}\n${next}\n`);
  expect(readIn({ GATEWAY_TOKENS_FILE: join(folder(), 'tokens') })).toMatchObject({
    value: { tokens: [first, next] },
  });
});

test.each<[string, Environment, string[]]>([
  ['no token', {}, ['GATEWAY_TOKENS']],
  ['nothing but commas', { GATEWAY_TOKENS: ' , ' }, ['GATEWAY_TOKENS']],
  ['a token that can be guessed', { GATEWAY_TOKENS: `${first},short` }, ['GATEWAY_TOKENS']],
  [
    'a file that is not there',
    { GATEWAY_TOKENS_FILE: '/nowhere' },
    ['GATEWAY_TOKENS', 'GATEWAY_TOKENS_FILE'],
  ],
  [
    'tokens and a file of tokens',
    { GATEWAY_TOKENS: first, GATEWAY_TOKENS_FILE: import.meta.filename },
    ['GATEWAY_TOKENS_FILE'],
  ],
  ['a port that is none', { GATEWAY_TOKENS: first, GATEWAY_PORT: '65536' }, ['GATEWAY_PORT']],
  [
    'a proxy that is not counted',
    { GATEWAY_TOKENS: first, GATEWAY_TRUST_PROXY: 'yes' },
    ['GATEWAY_TRUST_PROXY'],
  ],
  [
    'metrics at a name',
    { GATEWAY_TOKENS: first, GATEWAY_METRICS_ADDRESS: 'localhost:1' },
    ['GATEWAY_METRICS_ADDRESS'],
  ],
  [
    'no requests',
    { GATEWAY_TOKENS: first, GATEWAY_REQUESTS_PER_MINUTE: '0' },
    ['GATEWAY_REQUESTS_PER_MINUTE'],
  ],
])('refuses %s', (_, environment, variables) => {
  const config = readIn(environment);
  expect('problems' in config && config.problems.map(({ field }) => field)).toEqual(variables);
});

test('takes the files that the environment names, where the file .env is still the example', () => {
  writeFileSync('.env', example);
  writeFileSync('tokens', first);
  writeFileSync('secrets', webhookSecret);
  vi.stubEnv('GATEWAY_WEBHOOK_SECRETS_FILE', join(folder(), 'secrets'));
  const environment = { GATEWAY_TOKENS_FILE: join(folder(), 'tokens'), GATEWAY_WEBHOOK_SECRETS: undefined };
  expect(readIn(environment)).toMatchObject({
    value: { tokens: [first], secrets: { standard: [webhookSecret] } },
  });
});

test('does not let everybody in who has read the example, in production', () => {
  const { GATEWAY_TOKENS, GATEWAY_WEBHOOK_SECRETS } = parseEnv(example);
  const published = { GATEWAY_TOKENS: GATEWAY_TOKENS!, GATEWAY_WEBHOOK_SECRETS: GATEWAY_WEBHOOK_SECRETS! };
  expect(readIn(published)).toHaveProperty('value');
  vi.stubEnv('NODE_ENV', 'production');
  const config = readIn(published);
  expect('problems' in config && config.problems.map(({ field }) => field)).toEqual(Object.keys(published));
});

test('tells no token, however wrong it is', () => {
  const config = readIn({ GATEWAY_TOKENS: `${first}!,${next}?` });
  expect(config).toHaveProperty('problems');
  expect(JSON.stringify(config)).not.toContain('token-of-a-shop');
});

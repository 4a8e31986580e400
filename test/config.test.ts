import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../src/config.js';
import { useEmptyFolder } from './support/empty-folder.js';

const key = '047bdb8bcee44d3693371920aaf9135c';
const url = 'https://api.ticketscloud.org';
const names = [
  'TICKETSCLOUD_URL',
  'TICKETSCLOUD_API_KEY',
  'TICKETSCLOUD_API_KEY_FILE',
  'TICKETSCLOUD_ALLOW_HTTP',
  'ORDERS_TASK_QUEUE',
  'TEMPORAL_DEPLOYMENT_NAME',
  'TEMPORAL_WORKER_BUILD_ID',
  'METRICS_ADDRESS',
] as const;
type Environment = Partial<Record<(typeof names)[number], string>>;

const folder = useEmptyFolder();

function readIn(environment: Environment) {
  for (const name of names) vi.stubEnv(name, environment[name]);
  return readConfig();
}

function problemsIn(environment: Environment): string[] {
  const config = readIn(environment);
  return 'problems' in config ? config.problems.map(({ field }) => field) : [];
}

function fileOf(text: string, name = 'key'): string {
  writeFileSync(name, text);
  return join(folder(), name);
}

test('needs an address and a key, and knows the rest', () => {
  expect(readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key })).toEqual({
    value: { taskQueue: 'orders', ticketscloud: { url, apiKey: key, allowHttp: false } },
  });
});

test('takes another task queue', () => {
  const config = readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, ORDERS_TASK_QUEUE: 'vip' });
  expect(config).toMatchObject({ value: { taskQueue: 'vip' } });
});

test('knows which version of which deployment the worker is', () => {
  const version = { TEMPORAL_DEPLOYMENT_NAME: 'shop/orders', TEMPORAL_WORKER_BUILD_ID: '1.2.0-4f2a91c' };
  expect(readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, ...version })).toMatchObject({
    value: { version: { deploymentName: 'shop/orders', buildId: '1.2.0-4f2a91c' } },
  });
});

test.each([
  ['TEMPORAL_DEPLOYMENT_NAME', 'TEMPORAL_WORKER_BUILD_ID'],
  ['TEMPORAL_WORKER_BUILD_ID', 'TEMPORAL_DEPLOYMENT_NAME'],
] as const)('names both when only %s is set', (set, missing) => {
  expect(readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, [set]: 'orders' })).toEqual({
    problems: [{ field: missing, expected: expect.stringContaining(set) }],
  });
});

test.each(['orders.eu', 'orders:eu', '__orders'])('refuses a deployment that Temporal would: %s', (name) => {
  const version = { TEMPORAL_DEPLOYMENT_NAME: name, TEMPORAL_WORKER_BUILD_ID: '1' };
  expect(problemsIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, ...version })).toEqual([
    'TEMPORAL_DEPLOYMENT_NAME',
  ]);
});

test.each(['127.0.0.1:9464', '0.0.0.0:0', '[::1]:9464'])('serves metrics at %s', (METRICS_ADDRESS) => {
  const config = readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, METRICS_ADDRESS });
  expect(config).toMatchObject({ value: { metricsAddress: METRICS_ADDRESS } });
});

test.each(['9464', 'localhost:9464', '127.0.0.1', '127.0.0.1:65536', '::1:9464', '[127.0.0.1]:1'])(
  'serves no metrics at %s',
  (METRICS_ADDRESS) => {
    expect(problemsIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, METRICS_ADDRESS })).toEqual([
      'METRICS_ADDRESS',
    ]);
  },
);

test('names every variable that is wrong, at once', () => {
  const wrong = {
    TICKETSCLOUD_URL: 'api.ticketscloud.org',
    TICKETSCLOUD_API_KEY: 'secret',
    TICKETSCLOUD_API_KEY_FILE: '/nowhere/key',
    TICKETSCLOUD_ALLOW_HTTP: 'yes',
    TEMPORAL_DEPLOYMENT_NAME: 'orders.eu',
    TEMPORAL_WORKER_BUILD_ID: '__1',
  };
  expect([...new Set(problemsIn(wrong))].sort()).toEqual(Object.keys(wrong).sort());
});

test.each<[string, Environment, string[]]>([
  ['nothing', {}, ['TICKETSCLOUD_URL', 'TICKETSCLOUD_API_KEY']],
  ['http://', { TICKETSCLOUD_URL: 'http://127.0.0.1:1', TICKETSCLOUD_API_KEY: key }, ['TICKETSCLOUD_URL']],
  [
    'a password in the address',
    { TICKETSCLOUD_URL: 'https://a:b@c.example', TICKETSCLOUD_API_KEY: key },
    ['TICKETSCLOUD_URL'],
  ],
  [
    'a key of 31 characters',
    { TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key.slice(1) },
    ['TICKETSCLOUD_API_KEY'],
  ],
])('refuses %s', (_, environment, variables) => {
  expect(problemsIn(environment)).toEqual(variables);
});

test('takes http:// for a sandbox, when that is said', () => {
  const sandbox = { TICKETSCLOUD_URL: 'http://127.0.0.1:1', TICKETSCLOUD_ALLOW_HTTP: '1' };
  expect(readIn({ ...sandbox, TICKETSCLOUD_API_KEY: key })).toMatchObject({
    value: { ticketscloud: { allowHttp: true } },
  });
});

test('reads the key from a file, with or without an end of line', () => {
  for (const text of [key, `${key}\n`])
    expect(readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY_FILE: fileOf(text) })).toMatchObject({
      value: { ticketscloud: { apiKey: key } },
    });
});

test('does not choose between a key and a file of one', () => {
  const file = fileOf('f'.repeat(32));
  const both = { TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key, TICKETSCLOUD_API_KEY_FILE: file };
  expect(readIn(both)).toMatchObject({
    problems: [
      { field: 'TICKETSCLOUD_API_KEY_FILE', expected: expect.stringMatching(/ TICKETSCLOUD_API_KEY,/) },
    ],
  });
});

test('takes the key in the way of the environment when the file .env has it in the other', () => {
  const other = fileOf('f'.repeat(32));
  const expected = { value: { ticketscloud: { apiKey: key } } };
  fileOf(`TICKETSCLOUD_API_KEY=${'f'.repeat(32)}\n`, '.env');
  const inFile = { TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY_FILE: fileOf(key, 'mounted') };
  expect(readIn(inFile)).toMatchObject(expected);
  fileOf(`TICKETSCLOUD_API_KEY_FILE=${other}\n`, '.env');
  expect(readIn({ TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: key })).toMatchObject(expected);
});

test('takes a variable that is set to nothing for one that is not set', () => {
  const environment: Environment = Object.fromEntries(names.map((name) => [name, '']));
  const config = readIn({ ...environment, TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY_FILE: fileOf(key) });
  expect(config).toMatchObject({ value: { taskQueue: 'orders', ticketscloud: { apiKey: key } } });
});

test('reads from the file .env what the environment leaves open', () => {
  fileOf(`TICKETSCLOUD_URL=https://elsewhere.example\nTICKETSCLOUD_API_KEY=${key}\n`, '.env');
  expect(readIn({ TICKETSCLOUD_URL: url })).toMatchObject({ value: { ticketscloud: { url, apiKey: key } } });
});

test('tells no key, however wrong it is', () => {
  const almost = `${key}0`;
  const wrong = [
    { TICKETSCLOUD_API_KEY: almost },
    { TICKETSCLOUD_API_KEY_FILE: fileOf(almost) },
    { TICKETSCLOUD_URL: `https://${key}@c.example` },
    { TICKETSCLOUD_URL: `https://c.example?key=${key}` },
  ];
  for (const environment of wrong) {
    const config = readIn(environment);
    expect(config).toHaveProperty('problems');
    expect(JSON.stringify(config)).not.toContain(key);
  }
});

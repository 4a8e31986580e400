import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config.js';

const example = readFileSync('.env.example', 'utf8');
const readme = readFileSync('README.md', 'utf8');

test('takes the example as it is', () => {
  for (const [name, value] of Object.entries(parseEnv(example))) vi.stubEnv(name, value);
  expect(readConfig()).toEqual({
    value: {
      taskQueue: 'orders',
      ticketscloud: {
        url: 'http://127.0.0.1:8099',
        apiKey: '047bdb8bcee44d3693371920aaf9135c',
        allowHttp: true,
      },
    },
  });
});

test('explains in the README every variable of the example, and of the programs', () => {
  const sources = [
    'src/config.ts',
    'src/encryption.ts',
    'src/gateway/config.ts',
    'src/gateway/shop/config.ts',
    'src/codec-server/config.ts',
  ];
  const names = [example, ...sources.map((file) => readFileSync(file, 'utf8'))].flatMap((text) =>
    Array.from(
      text.matchAll(/\b(?:TICKETSCLOUD|ORDERS|TEMPORAL|GATEWAY|SHOP|CODEC_SERVER|METRICS|OTEL)_[A-Z_]+\b/g),
      ([name]) => name,
    ),
  );
  const explained = new Set(Array.from(readme.matchAll(/^\| `([A-Z_]+)`/gm), ([, name]) => name));
  expect(names.filter((name) => !explained.has(name))).toEqual([]);
});

import { createRequire } from 'node:module';
import { expect, it, vi } from 'vitest';
import { openTracing } from '../../src/telemetry/tracing.js';

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@opentelemetry'));

it.each([
  ['no collector is named', {}],
  ['the collector is named by nothing', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
  ['it is turned off', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' }],
])('loads nothing of OpenTelemetry while %s', async (_, environment) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect(await openTracing('orders')).toBeUndefined();
  expect(loaded()).toEqual([]);
});

it('loads it where a collector is named, and ends when that one is gone', async () => {
  vi.stubEnv('OTEL_SDK_DISABLED', undefined);
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:1');
  const tracing = await openTracing('orders');
  tracing?.beginRequest({}, 'GET', '/').end(200);

  expect(loaded()).not.toEqual([]);
  await expect(tracing?.close()).resolves.toBeUndefined();
});

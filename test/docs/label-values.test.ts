import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attentions } from '../../src/domain/attention.js';
import { outcomeNames, reasons } from '../../src/domain/outcome.js';
import { refundReasons } from '../../src/domain/refund.js';
import { deliveryResults } from '../../src/gateway/metrics.js';
import { callResults } from '../../src/telemetry/measure-calls.js';
import { gatewayMetrics, workerMetrics } from '../../src/telemetry/metrics.js';

// An alert about a value that nothing produces never fires. That the metrics are exported is tested in test/telemetry.

const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, { responses: object }>>;
};
const statuses = Object.values(paths)
  .flatMap((path) => Object.values(path))
  .flatMap(({ responses }) => Object.keys(responses));

const values: Record<string, readonly string[]> = {
  'orders_ended_total outcome': outcomeNames,
  'orders_ended_total reason': reasons,
  'orders_refunds_total why': refundReasons,
  'orders_attention_open code': attentions,
  'orders_attention_total code': attentions,
  'orders_upstream_call_seconds result': callResults,
  'orders_gateway_request_seconds status': statuses,
  'orders_webhook_deliveries_total result': deliveryResults,
};
for (const { kind, name, buckets = [] } of [...workerMetrics, ...gatewayMetrics])
  if (kind === 'histogram') values[`${name} le`] = [...buckets.map(String), '+Inf'];

interface Named {
  /** Such as `orders_ended_total outcome`. */
  readonly label: string;
  readonly value: string;
  readonly isPattern: boolean;
}

/** Each value of a label of ours that a file names; of a pattern such as `a|b`, each alternative. */
function namedIn(file: string): Named[] {
  const text = readFileSync(file, 'utf8').replaceAll('\\"', '"');
  const selectors = Array.from(text.matchAll(/\b(orders_\w+)\{([^}]*)\}/g));
  return selectors.flatMap(([, series = '', matchers = '']) => {
    const metric = series.replace(/_(bucket|sum|count)$/, '');
    return Array.from(matchers.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)).flatMap(
      ([, label = '', operator = '', value = '']) => {
        // Prometheus itself adds whom it asked.
        if (label === 'instance') return [];
        const isPattern = operator.endsWith('~');
        const each = isPattern ? value.split('|') : [value];
        return each.map((value) => ({ label: `${metric} ${label}`, value, isPattern }));
      },
    );
  });
}

const isProduced = ({ label, value, isPattern }: Named) =>
  values[label]?.some((known) => (isPattern ? new RegExp(`^${value}$`).test(known) : known === value)) ??
  false;

test.each([
  'deploy/prometheus/alerts.yaml',
  'deploy/prometheus/alerts.test.yaml',
  'deploy/grafana/orders.json',
])('%s names only values that are produced', (file) => {
  const named = namedIn(file);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((one) => !isProduced(one))).toEqual([]);
});

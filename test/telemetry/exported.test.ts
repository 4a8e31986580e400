import { readFileSync } from 'node:fs';
import { beforeAll, expect, it, test, vi } from 'vitest';
import { gatewayMetrics, workerMetrics } from '../../src/telemetry/metrics.js';
import { freePort } from '../../tools/temporal/ports.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { deliverEvent, webhookSecret } from '../support/deliver.js';
import { token } from '../support/gateway.js';
import { runBuilt } from '../support/program.js';
import { scrape, valueOf, type Sample } from '../support/scrape.js';
import { useStack } from '../support/stack.js';

// A worker and a gateway that have done what they do, and met what they meet: what the dashboard and the alerts name must
// be among what they then export.

const stack = useStack();
let ofWorker: Sample[];
let ofGateway: Sample[];

beforeAll(async () => {
  const [workerAt, gatewayAt] = [`127.0.0.1:${await freePort()}`, `127.0.0.1:${await freePort()}`];
  const port = String(await freePort());
  await stack().startWorker((env) => runBuilt('worker', { ...env, METRICS_ADDRESS: workerAt }));
  const gateway = runBuilt('gateway/main', {
    TEMPORAL_ADDRESS: stack().address,
    GATEWAY_TOKENS: token,
    GATEWAY_WEBHOOK_SECRETS: webhookSecret,
    GATEWAY_PORT: port,
    GATEWAY_METRICS_ADDRESS: gatewayAt,
  });
  await gateway.prints('"msg":"gateway ready"');

  await live(`http://127.0.0.1:${port}`);
  await stack().client.workflow.start('a bug', { workflowId: 'a-bug', taskQueue: 'orders' });
  // The refund is shown when Temporal's lists are read the next time, twice a minute.
  await vi.waitUntil(async () => isAllThere((ofWorker = await scrape(workerAt))), {
    timeout: 50_000,
    interval: 500,
  });
  ofGateway = await scrape(gatewayAt);
  return () => void gateway.kill('SIGKILL');
  // Two programs start, and the lists are waited for.
});

const isAllThere = (samples: readonly Sample[]) =>
  valueOf(samples, 'orders_attention_open', { code: 'refund_due' }) === 1 &&
  valueOf(samples, 'temporal_workflow_task_execution_failed_total') !== undefined;

/** One order meets a slow platform and is paid twice, one meets a key that is not accepted. */
async function live(url: string): Promise<void> {
  const { orders, sandbox } = stack();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    prefer: 'wait=25',
  };
  const place = (order: object) =>
    fetch(`${url}/orders`, { method: 'POST', headers, body: JSON.stringify(order) });
  const order = anOrder();
  // Longer than a first try waits.
  sandbox.fail({ match: call.setInProgress, fault: { kind: 'slow', ms: 2_800 } });
  await place(order);
  for (const paymentId of ['p-1', 'p-2']) {
    await deliverEvent(url, 'payment.confirmed', { reference: order.reference, paymentId, amount: '100.00' });
    await orders.outcome(order.reference);
  }
  sandbox.fail({ match: call.create, fault: { kind: 'status', status: 401 } });
  await place(anOrder());
}

const namesOf = (samples: readonly Sample[]) => new Set(samples.map(({ name }) => name));
const asExported = ({ kind, name }: (typeof workerMetrics)[number]) =>
  kind === 'histogram' ? `${name}_bucket` : name;

it('exports every metric that it says it has', () => {
  expect(workerMetrics.map(asExported).filter((name) => !namesOf(ofWorker).has(name))).toEqual([]);
  expect(gatewayMetrics.map(asExported).filter((name) => !namesOf(ofGateway).has(name))).toEqual([]);
});

it('exports no metric of its own beside these, and none with a label beside theirs', () => {
  const known = [...workerMetrics, ...gatewayMetrics];
  const ours = [...ofWorker, ...ofGateway].filter(({ name }) => name.startsWith('orders_'));
  // Of the SDK, on what workflows count; and of histograms.
  const usual = ['namespace', 'taskQueue', 'workflowType', 'le'];
  const strange = ours.filter(({ name, labels }) => {
    const metric = known.find((metric) => metric.name === name.replace(/_(bucket|sum|count)$/, ''));
    return !metric || Object.keys(labels).some((label) => ![...usual, ...metric.labels].includes(label));
  });
  expect(strange).toEqual([]);
});

it.each(['deploy/grafana/orders.json', 'deploy/prometheus/alerts.yaml'])(
  'exports all that %s names',
  (file) => {
    const text = readFileSync(file, 'utf8');
    const named = text.match(/\b(orders|temporal|nodejs|process)_[a-z0-9_]+\b/g) ?? [];
    const exported = new Set([...namesOf(ofWorker), ...namesOf(ofGateway)]);

    expect(named.length).toBeGreaterThan(20);
    expect([...new Set(named)].filter((name) => !exported.has(name))).toEqual([]);
  },
);

it('measures the calls of the platform by deed and result', () => {
  const calls = (deed: string, result: string) =>
    valueOf(ofWorker, 'orders_upstream_call_seconds_count', { deed, result });

  expect(calls('createOrder', 'ok')).toBe(1);
  expect(calls('createOrder', 'wrong_key')).toBe(1);
  expect(valueOf(ofWorker, 'orders_upstream_wrong_key_total')).toBe(1);
});

it('counts apart what was cut short within the workflow task, and nothing of it as a failure', () => {
  const calls = (result: string) => valueOf(ofWorker, 'orders_upstream_call_seconds_count', { result });

  expect(calls('cut_short')).toBe(1);
  expect([calls('unknown'), calls('not_processed')]).toEqual([undefined, undefined]);
});

it.each(['workflow_task', 'activity'])('tells of %ss that waited for less than 50 ms', (task) => {
  const name = `temporal_${task}_schedule_to_start_latency_seconds_bucket`;
  expect(valueOf(ofWorker, name, { le: '0.05' })).toBeDefined();
});

it('counts requests by route and status, and deliveries by result', () => {
  const placed = { method: 'POST', route: '/orders', status: '201' };

  expect(valueOf(ofGateway, 'orders_gateway_request_seconds_count', placed)).toBe(1);
  expect(valueOf(ofGateway, 'orders_webhook_deliveries_total', { result: 'payment.confirmed' })).toBe(2);
  expect(valueOf(ofGateway, 'orders_webhook_deliveries_total', { result: 'not_genuine' })).toBe(0);
});

test('docs/metrics.md has a row for every metric', () => {
  const rows = Array.from(
    readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `([a-z_]+)`/gm),
    ([, name]) => name,
  );
  const names = [...workerMetrics, ...gatewayMetrics].map(({ name }) => name);
  expect(new Set(rows.filter((name) => name?.startsWith('orders_')))).toEqual(new Set(names));
});

import { once } from 'node:events';
import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, expect, it } from 'vitest';
import { freePort } from '../../tools/temporal/ports.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { replay } from '../replay/recorded.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { startCollector, type Span } from '../support/collector.js';
import { deliverEvent, webhookSecret } from '../support/deliver.js';
import { token } from '../support/gateway.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';

// One order, placed by a caller that traces, from gateway to platform: the two programs, a collector, and in front of the
// sandbox a door that remembers the headers. The customer and the key are canaries.

const key = 'ca9a7e11'.repeat(4);
const customer = { email: 'canary@example.org', mobile: '+79161234567', firstName: 'Canary' };
const operator = 'Canary Operator';
const callersTrace = 'a'.repeat(32);
const callersSpan = 'b'.repeat(16);
const order = anOrder({ customer });
const refused = anOrder({ customer });

const stack = useStack({ key });
let collector: Awaited<ReturnType<typeof startCollector>>;
let door: Awaited<ReturnType<typeof openDoor>>;
let log: Record<string, unknown>[];

beforeAll(async () => {
  collector = await startCollector();
  door = await openDoor(stack().sandbox.url);
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const worker = await stack().startWorker((env) =>
    runBuilt('worker', { ...env, ...traced, TICKETSCLOUD_URL: door.url }),
  );
  const port = await freePort();
  const gateway = runBuilt('gateway/main', {
    ...traced,
    TEMPORAL_ADDRESS: stack().address,
    GATEWAY_TOKENS: token,
    GATEWAY_WEBHOOK_SECRETS: webhookSecret,
    GATEWAY_PORT: String(port),
  });
  await gateway.prints('"msg":"gateway ready"');

  await live(`http://127.0.0.1:${port}`);

  // They send what they have not sent yet when they are told to stop.
  for (const program of [gateway, worker]) program.kill('SIGTERM');
  const ended = await Promise.all([gateway.ended, worker.ended]);
  expect(ended.map(({ status }) => status)).toEqual([0, 0]);
  log = ended.flatMap(({ stdout }) => stdout.split('\n').filter(Boolean)).map((line) => JSON.parse(line));
  return () => {
    door.close();
    collector.close();
  };
});

/** The order is paid, though the platform stumbles once; another is refused in words that name the customer. */
async function live(url: string): Promise<void> {
  const { orders, sandbox } = stack();
  const post = (path: string, body: object) =>
    fetch(url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        prefer: 'wait=25',
        traceparent: `00-${callersTrace}-${callersSpan}-01`,
        baggage: `customer=${customer.email}`,
      },
      body: JSON.stringify(body),
    });
  sandbox.fail({ match: call.complete, fault: { kind: 'status', status: 500 } });
  expect((await post('/orders', order)).status).toBe(201);
  const payment = { reference: order.reference, paymentId: 'p-1', amount: '100.00' };
  expect((await deliverEvent(url, 'payment.confirmed', payment)).status).toBe(204);
  expect(await orders.outcome(order.reference)).toMatchObject({ outcome: 'completed' });

  const words = { errors: [`${customer.email} ${customer.mobile} ${key}`] };
  sandbox.fail({ match: call.create, fault: { kind: 'status', status: 400, body: words } });
  await post('/orders', refused);
  await post(`/orders/${refused.reference}/cancel`, { by: operator });
}

/** Lets through to the platform what comes, and remembers the headers. */
async function openDoor(to: string) {
  const came: { method: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    // At its start a worker asks for an order that nobody has, to see whether its key is taken.
    if (!url?.endsWith('0'.repeat(24))) came.push({ method, headers });
    const onward = forward(to + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    came,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const spanOf = (name: string): Span | undefined => collector.spans().find((span) => span.name === name);

it('is one trace from the caller through gateway, client, workflow and activity to the call of the platform', () => {
  const create = spanOf('POST /v1/resources/orders')!;

  expect(collector.pathTo(create)).toEqual([
    'POST /orders',
    'UpdateWithStartWorkflow:awaitPaymentDue',
    'RunWorkflow:orderSaga',
    'StartActivity:createOrder',
    'RunActivity:createOrder',
    'POST /v1/resources/orders',
  ]);
  expect(create.traceId).toBe(callersTrace);
  expect(spanOf('POST /orders')).toMatchObject({ traceId: callersTrace, parentSpanId: callersSpan });
});

it('hands the trace on to the platform with each call, and no baggage', () => {
  const posts = door.came.filter(({ method }) => method === 'POST').map(({ headers }) => headers);
  const spans = collector.spans().filter(({ name }) => name === 'POST /v1/resources/orders');

  expect(posts.map(({ traceparent }) => traceparent)).toEqual(
    spans.map(({ spanId }) => `00-${callersTrace}-${spanId}-01`),
  );
  expect(door.came.every(({ headers }) => headers['traceparent'] && !headers['baggage'])).toBe(true);
});

it('begins a trace of its own for a payment that is reported without one', () => {
  const reported = spanOf('POST /webhooks/payments')!;

  expect(reported.traceId).not.toBe(callersTrace);
  expect(collector.pathTo(spanOf('HandleSignal:paymentConfirmed'))).toEqual([
    'POST /webhooks/payments',
    'SignalWorkflow:paymentConfirmed',
    'HandleSignal:paymentConfirmed',
  ]);
});

it('holds no customer, key, token or secret, nor who called an order off', () => {
  const wanted = [operator, customer.email, customer.mobile.slice(1), key, token, webhookSecret.slice(6)];

  expect(collector.text()).toContain(order.reference);
  expect(wanted.filter((text) => collector.text().includes(text))).toEqual([]);
});

it('joins the log lines of gateway, workflow and activity by reference, order id and trace', async () => {
  const { orderId } = await stack().orders.outcome(order.reference);
  const joined = { reference: order.reference, orderId, traceId: callersTrace };
  const lineOf = (msg: string) => log.find((line) => line['msg'] === msg && line['orderId'] === orderId);

  expect(lineOf('request')).toMatchObject({ ...joined, route: '/orders' });
  expect(lineOf('Activity failed')).toMatchObject({ ...joined, activityType: 'completeOrder' });
  expect(lineOf('the order has ended')).toMatchObject({ ...joined, outcome: 'completed' });
});

it('leaves a history that replays without traces', async () => {
  const history = await stack().client.workflow.getHandle(orderWorkflowId(order.reference)).fetchHistory();

  expect(JSON.stringify(history)).toContain('_tracer-data');
  await expect(replay(history)).resolves.toBeUndefined();
});

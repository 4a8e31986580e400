import { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createOrders, encryptPayloads, type Orders, type PaymentDue } from '../../src/client.js';
import { fingerprint } from '../../src/client/fingerprint.js';
import { checkRequest, type CheckedRequest } from '../../src/domain/order-request.js';
import { orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { firstKey, nextKey } from '../support/codec-keys.js';
import { openGateway } from '../support/gateway.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';

// Canaries: a customer and somebody of the staff who occur nowhere else, in orders of a worker that encrypts. Then all that
// Temporal has to say of these orders is searched, as the bytes that it keeps.

Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const customer = {
  email: 'kanarienvogel@example.org',
  mobile: '+79161234567',
  firstName: 'Kanarienvogel',
  lastName: 'Piepmatz',
};
const staff = 'Wellensittich';
const said = `${customer.firstName} <${customer.email}>, ${customer.mobile}`;
const order = anOrder({ reference: 'troubled', customer });
// Of a request whose other fields are known, this would tell whether a customer was guessed right.
const hashed = fingerprint((checkRequest(order) as { value: CheckedRequest }).value);
const canaries = new RegExp(`kanarienvogel|79161234567|piepmatz|wellensittich|${hashed}`, 'i');

const stack = useStack();
let client: Client;
let orders: Orders;
const meanwhile: Uint8Array[] = [];
const refusals: unknown[] = [];

const inFull = { paymentId: 'p-2', amount: '100.00' };

/** The platform quotes the customer, and the order is called off in vain before it is done all the same. */
async function troubled(): Promise<void> {
  const { sandbox } = stack();
  const { orderId } = (await orders.place(order)) as PaymentDue;
  const fault = { kind: 'status' as const, status: 400, body: { errors: [`no money of ${said}`] } };
  sandbox.fail({ match: { ...call.complete, order: orderId }, fault, times: 8 });
  const confirmed = orders.confirmPayment('troubled', inFull);
  await vi.waitUntil(() => sandbox.faults().some(({ applied }) => applied > 2), { timeout: 30_000 });
  meanwhile.push(...(await kept(orderWorkflowId('troubled'))));
  const impossible = [
    orders.cancel('troubled', { by: staff, reason: said }),
    orders.place({ ...order, customer: { email: `other-${customer.email}` } }),
  ];
  for (const { reason } of (await Promise.allSettled(impossible)) as PromiseRejectedResult[])
    refusals.push(reason);
  await confirmed;
}

/** The money of an order that was called off comes late, and goes back. */
async function refunded(): Promise<void> {
  await orders.place(anOrder({ reference: 'refunded', customer }));
  await orders.paymentFailed('refunded', { reason: said, final: false });
  await orders.cancel('refunded', { by: staff, reason: said });
  await orders.confirmPayment('refunded', inFull);
  await orders.settleRefund('refunded', inFull.paymentId, { by: staff, note: said });
}

/** The platform refuses at once, and quotes the customer. */
async function refused(): Promise<void> {
  const fault = { kind: 'status' as const, status: 422, body: { errors: [`not for ${said}`] } };
  const marker = 'https://order.invalid/?reference=refused';
  stack().sandbox.fail({ match: { ...call.create, body: { payment: { success_url: marker } } }, fault });
  await orders.place(anOrder({ reference: 'refused', customer }));
}

const workflowIds = [
  ...['troubled', 'refunded', 'refused'].map(orderWorkflowId),
  refundWorkflowId('refunded', inFull.paymentId),
];

const answers = proto.temporal.api.workflowservice.v1;

/** Everything that the server answers about a workflow, as the bytes that it sends. */
function kept(workflowId: string): Promise<Uint8Array[]> {
  const { workflowService: ask } = stack().client.connection;
  const about = { namespace: 'default', execution: { workflowId } };
  const query = async (queryType: string) =>
    answers.QueryWorkflowResponse.encode(
      await ask.queryWorkflow({ ...about, query: { queryType } }),
    ).finish();
  return Promise.all([
    ask
      .getWorkflowExecutionHistory(about)
      .then((answer) => answers.GetWorkflowExecutionHistoryResponse.encode(answer).finish()),
    ask
      .describeWorkflowExecution(about)
      .then((answer) => answers.DescribeWorkflowExecutionResponse.encode(answer).finish()),
    // The last is what the Web UI asks for: the current details are in it.
    query('orderStatus').catch((error: Error) => Buffer.from(error.message)),
    query('__temporal_workflow_metadata'),
  ]);
}

async function listed(): Promise<Uint8Array> {
  const list = await stack().client.connection.workflowService.listWorkflowExecutions({
    namespace: 'default',
  });
  expect(list.executions).toHaveLength(workflowIds.length);
  return answers.ListWorkflowExecutionsResponse.encode(list).finish();
}

beforeAll(async () => {
  const { client: plain, startWorker } = stack();
  client = new Client({ connection: plain.connection, dataConverter: encryptPayloads(firstKey) });
  orders = createOrders(client);
  await startWorker((env) => runBuilt('worker', { ...env, ORDERS_CODEC_KEYS: firstKey }));
  await Promise.all([troubled(), refunded(), refused()]);
});

it('names nobody in anything that Temporal keeps', async () => {
  await expect.poll(async () => (await client.workflow.count()).count).toBe(workflowIds.length);
  const bytes = [...meanwhile, ...(await Promise.all(workflowIds.map(kept))).flat(), await listed()];
  const texts = bytes.map((one) => Buffer.from(one).toString('latin1'));

  expect(texts.map((text) => canaries.exec(text)?.[0]).filter(Boolean)).toEqual([]);
  // As it says that it does.
  expect(texts.filter((text) => text.includes('binary/encrypted')).length).toBeGreaterThan(
    workflowIds.length,
  );
});

it('tells of a failure inside the workflow no more than its type', async () => {
  const { events } = await client.workflow.getHandle(orderWorkflowId('troubled')).fetchHistory();
  const failed = events?.flatMap(
    ({ workflowExecutionUpdateCompletedEventAttributes: update }) => update?.outcome?.failure ?? [],
  );

  expect(failed).toMatchObject([
    { message: 'Encoded failure', applicationFailureInfo: { type: 'AlreadyPaid' } },
  ]);
});

describe('who has the key', () => {
  it('reads what was said, also by the platform', async () => {
    expect((await orders.outcome('refused')).details).toContain(customer.firstName);
    expect(await orders.outcome('refunded')).toMatchObject({ outcome: 'canceled', decidedBy: staff });
    const refund = client.workflow.getHandle(refundWorkflowId('refunded', inFull.paymentId));
    expect(await refund.result()).toMatchObject({ by: staff, note: said });
    expect(await refund.describe()).toMatchObject({ memo: { refund: { reference: 'refunded' } } });
  });

  it('is refused in words', () => {
    expect(refusals).toMatchObject([
      { code: 'already_paid' },
      { code: 'reference_taken', differing: ['customer'] },
    ]);
  });

  it('reads it at a terminal, and over HTTP', async () => {
    const shown = await runOrder(firstKey, 'status', 'refused', '--json').ended;
    expect(JSON.parse(shown.stdout)).toMatchObject({ outcome: { outcome: 'rejected' } });
    const gateway = await openGateway(client);
    onTestFinished(gateway.close);
    expect(await gateway.call('GET', '/orders/refunded')).toMatchObject({
      status: 200,
      body: { phase: 'closed' },
    });
  });

  it('replays the history', async () => {
    const history = await client.workflow.getHandle(orderWorkflowId('troubled')).fetchHistory();
    const workflowBundle = { codePath: inject('workflowBundlePath') };
    const dataConverter = encryptPayloads(`${nextKey},${firstKey}`);

    await expect(
      Worker.runReplayHistory({ workflowBundle, dataConverter }, history),
    ).resolves.toBeUndefined();
  });
});

it.each([
  ['no key', '', 'none'],
  ['another key', nextKey, '"2026-02"'],
])('tells who has %s which one is needed', async (_, keys, known) => {
  const { status, stderr } = await runOrder(keys, 'status', 'refused').ended;

  const words = `it is encrypted with the key "2026-01", expected ${known}: check ORDERS_CODEC_KEYS`;
  expect([status, stderr]).toEqual([1, `order: a payload cannot be read, ${words}\n`]);
});

function runOrder(keys: string, ...args: string[]) {
  return runBuilt('terminal/main', { TEMPORAL_ADDRESS: stack().address, ORDERS_CODEC_KEYS: keys }, ...args);
}

import { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { createOrders, encryptPayloads, type Orders, type PaymentDue } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { firstKey } from '../support/codec-keys.js';
import { openGateway } from '../support/gateway.js';
import { runProgram } from '../support/program.js';
import { useStack } from '../support/stack.js';

// Canaries: a customer and somebody of the staff who occur nowhere else, in orders of a worker that has keys. Then all that
// Temporal has to say of these orders is searched, as it keeps it.

const customer = {
  email: 'kanarienvogel@example.org',
  mobile: '+79161234567',
  firstName: 'Kanarienvogel',
  lastName: 'Piepmatz',
};
const staff = 'Wellensittich';
const said = `${customer.firstName} <${customer.email}>, ${customer.mobile}`;
const canaries = /kanarienvogel|79161234567|piepmatz|wellensittich/i;

const stack = useStack();
const keys = { ORDERS_CODEC_KEYS: firstKey };
let orders: Orders;
let client: Client;
const wrong: unknown[] = [];

const inPart = { paymentId: 'p-1', amount: '40.00' };
const inFull = { paymentId: 'p-2', amount: '100.00' };

/** The platform quotes the customer in its refusals; the order is called off in vain, and then done all the same. */
async function troubled(): Promise<void> {
  const { orderId } = (await orders.place(anOrder({ reference: 'troubled', customer }))) as PaymentDue;
  const refusal = { kind: 'status' as const, status: 400, body: { errors: [`no money of ${said}`] } };
  stack().sandbox.fail({ match: { ...call.complete, order: orderId }, fault: refusal, times: 3 });
  const confirmed = orders.confirmPayment('troubled', inFull);
  await vi.waitUntil(async () => (await orders.status('troubled')).trouble, { timeout: 20_000, interval: 50 });
  await orders.cancel('troubled', { by: staff, reason: said }).catch((error) => wrong.push(error));
  await orders.place(anOrder({ reference: 'troubled' })).catch((error) => wrong.push(error));
  await confirmed;
}

/** The money of an order that was called off comes late, and goes back. */
async function refunded(): Promise<void> {
  await orders.place(anOrder({ reference: 'refunded', customer }));
  await orders.confirmPayment('refunded', inPart);
  await orders.paymentFailed('refunded', { reason: said, final: false });
  await orders.cancel('refunded', { by: staff, reason: said });
  await orders.confirmPayment('refunded', inFull);
  await orders.settleRefund('refunded', 'p-2', { by: staff, note: said });
}

/** The platform refuses at once, and quotes the customer. */
async function refused(): Promise<void> {
  const refusal = { kind: 'status' as const, status: 422, body: { errors: [`we do not serve ${said}`] } };
  const match = { ...call.create, body: { payment: { success_url: 'https://order.invalid/?reference=refused' } } };
  stack().sandbox.fail({ match, fault: refusal });
  await orders.place(anOrder({ reference: 'refused', customer }));
}

beforeAll(async () => {
  const { client: plain, startWorker } = stack();
  client = new Client({ connection: plain.connection, dataConverter: encryptPayloads(firstKey) });
  orders = createOrders(client);
  await startWorker((env) => runProgram('src/worker.ts', { ...env, ...keys }));
  await Promise.all([troubled(), refunded(), refused()]);
}, 120_000);

describe('what Temporal keeps', () => {
  /** Everything that the server answers of every workflow, as the bytes that came. */
  async function kept(): Promise<Buffer> {
    const { workflowService: service } = stack().client.connection;
    const { ListWorkflowExecutionsResponse, DescribeWorkflowExecutionResponse, QueryWorkflowResponse } = messages;
    const namespace = 'default';
    const list = await service.listWorkflowExecutions({ namespace });
    const parts = list.executions.flatMap(({ execution }) => [
      service
        .getWorkflowExecutionHistory({ namespace, execution })
        .then((answer) => messages.GetWorkflowExecutionHistoryResponse.encode(answer).finish()),
      service
        .describeWorkflowExecution({ namespace, execution })
        .then((answer) => DescribeWorkflowExecutionResponse.encode(answer).finish()),
      ...['orderStatus', '__temporal_workflow_metadata', '__stack_trace'].map((queryType) =>
        service
          .queryWorkflow({ namespace, execution, query: { queryType } })
          .then((answer) => QueryWorkflowResponse.encode(answer).finish()),
      ),
    ]);
    const bytes = await Promise.all(parts.map((part) => part.catch((error: Error) => Buffer.from(error.message))));
    return Buffer.concat([ListWorkflowExecutionsResponse.encode(list).finish(), ...bytes]);
  }

  it('names nobody', async () => {
    const bytes = await kept();
    console.log(bytes.length);
    expect(bytes.toString('latin1').match(new RegExp(`.{0,200}(${canaries.source}).{0,80}`, 'i'))?.[0]).toBeUndefined();
  });

  it('debug', async () => {
    const { workflowService: service } = stack().client.connection;
    for (const id of ['order-troubled', 'order-refunded', 'refund-refunded/p-2', 'order-refused']) {
      const execution = { workflowId: id };
      const h = await service.getWorkflowExecutionHistory({ namespace: 'default', execution });
      const d = await service.describeWorkflowExecution({ namespace: 'default', execution });
      const q = await service.queryWorkflow({ namespace: 'default', execution, query: { queryType: '__temporal_workflow_metadata' } });
      const fs = await import('node:fs');
      fs.writeFileSync(`/tmp/codec-debug-${id.replace('/', '_')}.json`, JSON.stringify({ h, d, q }, (k, v) => v?.type === 'Buffer' ? 'B:' + Buffer.from(v.data).toString('latin1') : v, 1));
    }
    console.log(wrong);
  });
});

const messages = proto.temporal.api.workflowservice.v1;

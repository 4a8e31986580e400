import { inspect } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, expect, it } from 'vitest';
import { documentedCatalogue } from '../../sandbox/catalogue.js';
import type { Fault, FaultKind } from '../../sandbox/faults.js';
import { createOrders, type OrderRequest } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { call } from '../support/calls.js';
import { repeat } from '../support/live-order.js';
import { useStack, type Stack } from '../support/stack.js';
import { openTextOf, textOf } from '../support/texts-of-history.js';

// Canaries: a key and a customer that occur nowhere else go through every kind of misfortune at every call. Then
// everything that anybody can read afterwards is searched for them.

const key = 'ca9a7e11'.repeat(4);
const customer = { email: 'canary@example.org', mobile: '+79161234567', firstName: 'Canary' };
const phone = customer.mobile.slice(1);
const wanted = new RegExp([key, customer.email, phone].join('|'), 'i');

const catalogue = structuredClone(documentedCatalogue);
for (const { sets } of catalogue.events) for (const set of sets) set.tickets = 200;
const stack = useStack({ key, catalogue });

/** A fault of each kind; only a kill is left out, since it ends the witness. */
const faults: Record<Exclude<FaultKind, 'kill'>, Fault['fault']> = {
  status: { kind: 'status', status: 400, body: { errors: [`${customer.email} ${customer.mobile} ${key}`] } },
  slow: { kind: 'slow', ms: 100 },
  drip: { kind: 'drip', ms: 1 },
  hang: { kind: 'hang' },
  reset: { kind: 'reset' },
  close: { kind: 'close' },
  cut: { kind: 'cut' },
  malformed: { kind: 'malformed' },
  html: { kind: 'html' },
  wrongTypes: { kind: 'wrongTypes' },
  empty: { kind: 'empty' },
  huge: { kind: 'huge' },
};
const misfortunes = Object.keys(call).flatMap((step) =>
  Object.entries(faults).map(([kind, fault]) => ({
    step: step as keyof typeof call,
    fault,
    reference: `canary-${step}-${kind}`,
  })),
);

/** Takes an order of the canary to its end, past one fault at one of its calls. */
async function goThrough({ step, fault, reference }: (typeof misfortunes)[number]): Promise<void> {
  const { orders, sandbox } = stack();
  // The mark by which an order is known before it has an id.
  const successUrl = `https://order.invalid/?reference=${reference}`;
  const created = { ...call.create, body: { payment: { success_url: successUrl } } };
  if (step === 'create') sandbox.fail({ match: created, fault });
  else
    sandbox.meanwhile(created, 'after', async () => {
      const order = (await sandbox.orders()).find(({ payment }) => payment.success_url === successUrl);
      sandbox.fail({ match: { ...call[step], order: order!.id }, fault });
    });

  const unpaid = step === 'look' || step === 'cancel';
  const order = anOrder({ reference, customer, ...(unpaid && { paymentWindow: '1 second' }) });
  await repeat(() => orders.place(order));
  if (!unpaid) await pay(reference);
  await orders.outcome(reference);
}

const pay = (reference: string) =>
  stack().orders.confirmPayment(reference, { paymentId: `p-${reference}`, amount: '100.00' });

/** Asks for what cannot be, in every way that the client has an error for. */
async function askForTheImpossible({ orders, client }: Stack): Promise<void> {
  const place = (fields: Partial<OrderRequest>) => orders.place({ ...anOrder({ customer }), ...fields });
  const nobody = createOrders(new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) }));
  await place({ reference: 'canary-terminated' });
  await client.workflow.getHandle(orderWorkflowId('canary-terminated')).terminate();
  await place({ reference: 'canary-paid' });
  await pay('canary-paid');
  const impossible = [
    place({ customer: { ...customer, email: `${customer.email} ${key}`, mobile: '' } }),
    place({ reference: 'canary-paid', paymentWindow: '1 minute' }),
    orders.cancel('canary-paid', { by: 'customer' }),
    orders.settleRefund('canary-paid', 'p-unknown', { by: 'accounting', note: 'sent back' }),
    orders.outcome('canary-terminated'),
    orders.status('canary-unknown'),
    nobody.place(anOrder({ customer })),
  ];
  for (const { status, reason } of (await Promise.allSettled(impossible)) as PromiseRejectedResult[]) {
    expect(status).toBe('rejected');
    thrown.push(reason);
  }
}

const thrown: unknown[] = [];
let printed: string;
let histories: unknown[];
beforeAll(async () => {
  const worker = await stack().startWorker();
  await Promise.all([askForTheImpossible(stack()), ...misfortunes.map(goThrough)]);
  worker.kill('SIGTERM');
  const { stdout, stderr } = await worker.ended;
  printed = stdout + stderr;

  const references = ['canary-paid', 'canary-terminated', ...misfortunes.map(({ reference }) => reference)];
  histories = await Promise.all(
    references.map((reference) =>
      stack().client.workflow.getHandle(orderWorkflowId(reference)).fetchHistory(),
    ),
  );
});

it('meets every misfortune at every call, with this key and this customer', () => {
  const { sandbox } = stack();
  expect(sandbox.faults().map(({ applied }) => applied)).toEqual(misfortunes.map(() => 1));
  expect(sandbox.journal().filter((entry) => entry.key !== 'ok')).toEqual([]);
  expect(textOf(histories)).toContain(customer.email);
});

it('prints neither the key nor the customer', () => {
  expect(printed).not.toMatch(wanted);
});

it('throws neither the key nor the customer at the shop', () => {
  const codes = thrown.map((error) => (error as { code?: string }).code);
  expect(new Set(codes)).toEqual(
    new Set([
      'already_paid',
      'invalid_input',
      'no_outcome',
      'order_not_found',
      'payment_not_owed',
      'reference_taken',
      'unavailable',
    ]),
  );
  for (const error of thrown) expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(wanted);
});

it('keeps the key in no history', () => {
  expect(textOf(histories)).not.toContain(key);
});

it('keeps the customer in no history but in payloads, which can be encrypted', () => {
  expect(openTextOf(histories)).not.toMatch(wanted);
});

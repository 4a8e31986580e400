import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import type { OrderRequest, PaymentDue } from '../../src/client.js';
import { ORDER_SAGA, orderWorkflowId } from '../../src/workflows/contract.js';
import { exitStatus } from '../../src/terminal/exit-status.js';
import { freePort } from '../../tools/temporal/ports.js';
import { anOrder } from '../support/an-order.js';
import { startOrder } from '../support/order.js';
import { runBuilt } from '../support/program.js';
import { useStack } from '../support/stack.js';

// The command `order` as a person and a script meet it, on real servers. Most of it runs in this process, since a
// program takes more than a second to start; what only a program shows is shown by one.

const stack = useStack();
beforeAll(() => stack().startWorker());

beforeAll(() => {
  // Nothing of the developer's, and no `.env`.
  process.chdir(import.meta.dirname);
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(TEMPORAL|TICKETSCLOUD|ORDERS)_/.test(name),
  );
  process.env = { ...Object.fromEntries(others), ...settings() };
});
afterEach(() => void vi.unstubAllEnvs());

function settings() {
  const { address, sandbox } = stack();
  return {
    TEMPORAL_CONFIG_FILE: 'missing.toml',
    TEMPORAL_ADDRESS: address,
    TICKETSCLOUD_URL: sandbox.url,
    TICKETSCLOUD_API_KEY: sandbox.key,
    TICKETSCLOUD_ALLOW_HTTP: '1',
    // Given, since what a test sets and nothing had before stays set.
    ORDERS_TASK_QUEUE: 'orders',
  };
}

/** Runs a command to its end. */
const order = async (...args: string[]) => readable(await startOrder(...args).ended);

/** Runs it as a program of its own, which reads this from standard input. */
async function orderProgram(args: string[], input: string) {
  const program = runBuilt('terminal/main', settings(), ...args);
  onTestFinished(() => void program.kill('SIGKILL'));
  program.reads(input);
  return readable(await program.ended);
}

/** With `json`, what was printed, read. */
const readable = <Ended extends { stdout: string }>(ended: Ended) => ({
  ...ended,
  json: () => JSON.parse(ended.stdout) as unknown,
});

/** Writes a request to a file, for as long as the test takes. */
async function fileOf(request: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'request.json');
  await writeFile(file, JSON.stringify(request));
  return file;
}

async function place(request: OrderRequest) {
  return (await stack().orders.place(request)) as PaymentDue;
}

/** An order that has ended without tickets, and whose money came too late. */
async function owed(paymentId: string) {
  const { orders } = stack();
  const { reference } = await place(anOrder());
  await orders.cancel(reference, { by: 'customer' });
  await orders.confirmPayment(reference, { paymentId, amount: '100.00' });
  return reference;
}

/** Waits until Temporal's lists, which are a moment behind, show the order. */
const listed = (reference: string, list: () => Promise<{ reference: string }[]>) =>
  vi.waitFor(async () => expect((await list()).map((entry) => entry.reference)).toContain(reference), {
    timeout: 20_000,
    interval: 50,
  });

it('places an order from a file or from standard input, and says what the customer needs', async () => {
  const request = anOrder({ tickets: 2 });

  const [fromFile, fromInput] = await Promise.all([
    order('place', await fileOf(request)),
    orderProgram(['place', '-', '--json'], JSON.stringify(request)),
  ]);

  expect([fromFile.status, fromInput.status]).toEqual([exitStatus.done, exitStatus.done]);
  const due = await place(request);
  expect(fromInput.json()).toEqual(due);
  expect(fromFile.stdout).toMatch(/^… to pay +200\.00\n {2}before +20\S+ \S+Z, \d+:\d\d left\n/);
  expect(fromFile.stdout).toContain(due.orderId);
});

it('names every field of a request that is wrong, and starts nothing', async () => {
  const { reference } = anOrder();

  const { status, stderr, json } = await order('place', await fileOf({ reference, event: 'x' }), '--json');

  expect(status).toBe(exitStatus.wrongInput);
  expect(stderr).toMatch(/^order: event: .*; payment: .*\n$/);
  expect(json()).toMatchObject({ error: { code: 'invalid_input', problems: [{ field: 'event' }, {}, {}] } });
  await expect(stack().orders.status(reference)).rejects.toMatchObject({ code: 'order_not_found' });
});

it('quotes nothing of a request that is no JSON, since it may name a customer', async () => {
  const { status, stdout, stderr } = await orderProgram(['place', '-'], '{"email": canary@shop.example');

  expect([status, stdout]).toEqual([exitStatus.wrongInput, '']);
  expect(stderr).toBe(
    'order: standard input: expected an order request as JSON, which it is not from line 1, column 11 on\n',
  );
});

it('shows the steps of an order that waits for its payment, and where the Web UI has it', async () => {
  const { reference } = await place(anOrder());

  const shown = await order('status', reference);
  vi.stubEnv('TEMPORAL_UI_URL', 'https://ui.example/');
  const read = await order('status', reference, '--json');

  expect([shown.status, read.status]).toEqual([exitStatus.done, exitStatus.done]);
  expect(shown.stdout).toMatch(
    /^\S+: awaiting payment\n✓ tickets held .*\n✓ payment due .* left\n… paid\n– completed\n/,
  );
  expect(shown.stdout).toContain(`http://localhost:8233/namespaces/default/workflows/order-${reference}\n`);
  expect(read.json()).toEqual({
    ...(await stack().orders.status(reference)),
    webUi: `https://ui.example/namespaces/default/workflows/order-${reference}`,
  });
});

it('follows an order to its end, a line for each change, and tells where the money is', async () => {
  const { reference } = await place(anOrder());
  const watching = ['status', reference, '--watch'];
  const watchers = [startOrder(...watching), startOrder(...watching, '--json')];
  await vi.waitUntil(() => watchers.every(({ printed }) => printed().includes('awaiting')), 60_000);

  const paid = await order('pay', reference, 'p-1', '100', '--json');
  const [lines, json] = await Promise.all(watchers.map(({ ended }) => ended));

  expect([paid.status, lines!.status, json!.status]).toEqual([0, 0, 0]);
  expect(paid.json()).toEqual({ reference, paymentId: 'p-1', amount: '100', payment: 'applied' });
  expect(lines!.stdout).toMatch(/^[\d:]+ {2}… awaiting payment\n(.*\n)*[\d:]+ {2}✓ completed: paid, .*\n$/);
  const statuses = json!.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(statuses[0]).toMatchObject({ phase: 'awaiting_payment' });
  expect(statuses.at(-1)).toEqual(await stack().orders.status(reference));
});

it('ends with a status of its own when an order ends without tickets', async () => {
  const request = anOrder();
  const { reference } = await place(request);
  const canceled = await order('cancel', reference, '--by', 'customer', '--reason', 'a new date');

  const again = await Promise.all([
    order('status', reference, '--watch'),
    order('place', await fileOf(request)),
    order('pay', reference, 'late', '100.00'),
  ]);

  expect(canceled).toMatchObject({
    status: 0,
    stdout: '✓ canceled: called_off, decided by customer (a new date)\n',
  });
  expect(again.map(({ status }) => status)).toEqual([6, 6, 6]);
  expect(again[0].stdout).toMatch(/✗ canceled: called_off, decided by customer \(a new date\)\n$/);
});

it('says of an order that cannot be called off any more how it ended', async () => {
  const { orders, sandbox, client } = stack();
  const [owing, killed] = await Promise.all([place(anOrder()), place(anOrder())]);
  await sandbox.platform.cancel(owing.orderId);
  await orders.confirmPayment(owing.reference, { paymentId: 'p-1', amount: '100.00' });
  await client.workflow.getHandle(`order-${killed.reference}`).terminate();

  const [canceled, status, watched] = await Promise.all([
    order('cancel', owing.reference, '--by', 'customer'),
    order('status', killed.reference),
    order('status', killed.reference, '--watch'),
  ]);

  expect(canceled.status).toBe(exitStatus.noTickets);
  expect(canceled.stdout).toMatch(/^✗ refund_required: hold_lost, .*; see order refunds\n$/);
  for (const { status: ended, stdout, stderr } of [status, watched]) {
    expect([ended, stdout]).toEqual([exitStatus.failed, '']);
    expect(stderr).toMatch(/^order: order .* ended without an outcome: look at workflow .*\n$/);
  }
});

it('ends an order whose payment is declined, unless the customer may try again', async () => {
  const [again, never] = await Promise.all([place(anOrder()), place(anOrder())]);

  const declined = await Promise.all([
    order('decline', again.reference, '--reason', 'no cover', '--not-final'),
    order('decline', never.reference, '--reason', 'no cover', '--json'),
  ]);

  expect(declined.map(({ status }) => status)).toEqual([0, 0]);
  expect(await stack().orders.outcome(never.reference)).toMatchObject({ outcome: 'payment_failed' });
  expect(await stack().orders.status(again.reference)).toMatchObject({
    phase: 'awaiting_payment',
    trouble: 'payment declined: no cover',
  });
});

it('lists what is owed, and takes off the list what is settled', async () => {
  const reference = await owed('late');
  await listed(reference, () => stack().orders.refundsDue());

  const settle = ['settle', reference, 'late', '--by', 'Anna', '--note', 'sent back', '--json'];
  const [shown, read] = await Promise.all([order('refunds'), order('refunds', '--json')]);
  const settled = await order(...settle);

  expect([shown.status, read.status, settled.status]).toEqual([0, 0, 0]);
  expect(shown.stdout).toMatch(new RegExp(`${reference} +late +100.00 +after_the_end: `));
  const entry = expect.objectContaining({ reference, paymentId: 'late', amount: '100.00' }) as object;
  expect(read.json()).toContainEqual(entry);
  expect(settled.json()).toMatchObject({ reference, amount: '100.00', by: 'Anna', note: 'sent back' });
});

it('finds an order that waits for a human, which somebody then resolves', async () => {
  const { orders } = stack();
  const { reference } = await place(anOrder());
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '40.00' });
  await orders.confirmPayment(reference, { paymentId: 'p-1', amount: '60.00' });
  await listed(reference, () => orders.list({ attention: 'any' }));
  const list = ['list', '--phase', 'awaiting_payment', '--attention'];
  const resolve = [
    'resolve',
    reference,
    '--by',
    'Anna',
    '--outcome',
    'completed',
    '--note',
    'a typing error',
  ];

  const [shown, read] = await Promise.all([order(...list), order(...list, 'payment_conflict', '--json')]);
  const [resolved, again] = [await order(...resolve), await order(...resolve)];

  expect(shown.stdout).toMatch(new RegExp(`${reference} +awaiting_payment +payment_conflict +\\d+\n`));
  expect(read.json()).toMatchObject([
    { reference, phase: 'awaiting_payment', attention: 'payment_conflict' },
  ]);
  expect([resolved.status, again.status]).toEqual([exitStatus.done, exitStatus.refused]);
  expect(await orders.status(reference)).not.toHaveProperty('attention');
});

it('tells scripts by the exit status why a command did nothing', async () => {
  const request = anOrder();
  const { reference } = await place(request);
  await stack().orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });
  const other = { ...request, random: { ...request.random, ['f'.repeat(24)]: 1 } };

  const [unknown, notOwed, paid, taken] = await Promise.all([
    order('status', 'nobody', '--json'),
    order('settle', 'nobody', 'p-1', '--by', 'Anna', '--note', 'x'),
    order('cancel', reference, '--by', 'customer'),
    order('place', await fileOf(other), '--json'),
  ]);

  expect([unknown.status, notOwed.status]).toEqual([exitStatus.notFound, exitStatus.notFound]);
  expect([paid.status, taken.status]).toEqual([exitStatus.refused, exitStatus.refused]);
  expect(unknown.json()).toMatchObject({ error: { code: 'order_not_found' } });
  expect(taken.json()).toMatchObject({ error: { code: 'reference_taken' } });
  expect(paid.stderr).toMatch(/^order: order .* is paid .*: return the tickets instead\n$/);
});

it.each([
  ['place', 'the payment is due'],
  ['pay', 'it is decided where the money goes'],
  ['cancel', 'the order has ended'],
])('says what %s waits for while no worker is there', async (command, awaited) => {
  vi.stubEnv('ORDERS_TASK_QUEUE', 'nobody');
  const request = anOrder();
  const { reference } = request;
  const handle = stack().client.workflow.getHandle(orderWorkflowId(reference));
  const start = { workflowId: handle.workflowId, taskQueue: 'nobody', args: [request] };
  if (command !== 'place') await stack().client.workflow.start(ORDER_SAGA, start);
  const rest = {
    place: [await fileOf(request)],
    pay: [reference, 'p-1', '100.00'],
    cancel: [reference, '--by', 'x'],
  };

  const waiting = startOrder(command, ...rest[command as keyof typeof rest]);
  await vi.waitUntil(() => waiting.noted().includes('\n'), { timeout: 20_000, interval: 50 });
  await handle.terminate();

  expect((await waiting.ended).stderr).toMatch(
    new RegExp(`^order: still waiting until ${awaited}; is a worker running\\? order doctor looks\n`),
  );
});

it('tells within seconds that no Temporal server answers', async () => {
  vi.stubEnv('TEMPORAL_ADDRESS', `127.0.0.1:${await freePort()}`);
  const began = performance.now();

  const { status, stderr, json } = await order('list', '--json');

  expect(status).toBe(exitStatus.unavailable);
  expect(stderr).toMatch(/^order: TEMPORAL_ADDRESS: .* none answers .*npm run temporal.*\n$/);
  expect(json()).toMatchObject({ error: { code: 'not_connected' } });
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('finds everything in place', async () => {
  const { status, stdout } = await order('doctor');

  expect(stdout.replaceAll(/ {2,}.*/g, '').split('\n')).toEqual([
    '✓ Node',
    '✓ Temporal',
    '✓ namespace',
    '✓ search attributes',
    '✓ worker',
    '✓ encryption',
    '✓ platform',
    '✓ API key',
    '✓ clock',
    '',
  ]);
  expect(status).toBe(exitStatus.done);
});

it('says of everything that is wrong what to do', async () => {
  vi.stubEnv('ORDERS_TASK_QUEUE', 'nobody');
  vi.stubEnv('TICKETSCLOUD_API_KEY', 'f'.repeat(32));
  const half = await order('doctor', '--json');
  vi.stubEnv('TEMPORAL_ADDRESS', `127.0.0.1:${await freePort()}`);
  vi.stubEnv('ORDERS_CODEC_KEYS', 'secret');
  vi.stubEnv('TICKETSCLOUD_URL', 'tickets');
  const none = await order('doctor');

  expect([none.status, half.status]).toEqual([exitStatus.failed, exitStatus.failed]);
  expect(none.stdout).toMatch(
    /^✗ Temporal .*npm run temporal.*\n– namespace(.*\n)*✗ encryption .*ORDERS_CODEC_KEYS.*\n✗ platform .*TICKETSCLOUD_URL.*\n– /m,
  );
  const { checks } = half.json() as { checks: { name: string; state: string }[] };
  expect(checks.filter(({ state }) => state !== 'right').map(({ name }) => name)).toEqual([
    'worker',
    'API key',
  ]);
});

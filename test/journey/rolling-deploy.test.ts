import { readFileSync } from 'node:fs';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import type { OrderOutcome, OrderRequest } from '../../src/client.js';
import { orderWorkflowId, refundWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { troubleOf, versionsOf } from '../support/deciders.js';
import { run, runBuilt, runProgram, type Program } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { makeVersionTwo } from '../support/version-two.js';

// A rolling deploy and its rollback, by the commands of docs/upgrading.md. Each order is named for who it waits for, and
// for when it was begun.

// The replay that has to fail would be told at length.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

const stack = useStack();
const payment = { paymentId: 'p-1', amount: '100.00' };
const tooMuch = { paymentId: 'p-1', amount: '130.00' };

const order = {
  beforeVersions: anOrder(),
  onOld: anOrder(),
  onOldCalledOff: anOrder(),
  onOldCanceled: anOrder(),
  onOldWithRefund: anOrder(),
  onRamp: anOrder(),
  onNew: anOrder(),
  afterRollback: anOrder(),
  afterVersions: anOrder(),
};
type Name = keyof typeof order;
const outcomes: Partial<Record<Name, OrderOutcome>> = {};
let versionTwo: Awaited<ReturnType<typeof makeVersionTwo>>;
let oldStoppedWith: number | null;
let stillPinned: string;

const place = (name: Name) => stack().orders.place(order[name]);
async function end(name: Name, act: (request: OrderRequest) => Promise<unknown> = pay): Promise<void> {
  await act(order[name]);
  outcomes[name] = await stack().orders.outcome(order[name].reference);
}
const pay = ({ reference }: OrderRequest) => stack().orders.confirmPayment(reference, payment);
const callOff = ({ reference }: OrderRequest) => stack().orders.cancel(reference, { by: 'customer' });
const cancelByTemporal = ({ reference }: OrderRequest) =>
  stack().client.workflow.getHandle(orderWorkflowId(reference)).cancel();
const payTooMuch = ({ reference }: OrderRequest) => stack().orders.confirmPayment(reference, tooMuch);
const settle = ({ reference }: OrderRequest) =>
  stack().orders.settleRefund(reference, payment.paymentId, { by: 'accounting', note: 'sent back' });
const idOf = (name: Name) => orderWorkflowId(order[name].reference);

/** Runs a command as it stands in the document; a version that has just come up is not known at once. */
async function temporal(command: string): Promise<string> {
  const env = { TEMPORAL_ADDRESS: stack().address, CLI: inject('devServerPath') };
  return vi.waitFor(
    async () => {
      const { status, stdout, stderr } = await run('sh', ['-c', `temporal() { "$CLI" "$@"; }; ${command}`], {
        env,
      }).ended;
      expect({ command, status, stderr }).toMatchObject({ status: 0 });
      return stdout;
    },
    { timeout: 30_000, interval: 500 },
  );
}

function startVersion(buildId: string, otherProgram?: string): Promise<Program> {
  const version = { TEMPORAL_DEPLOYMENT_NAME: 'orders', TEMPORAL_WORKER_BUILD_ID: buildId };
  return stack().startWorker((env) =>
    otherProgram
      ? runProgram(otherProgram, { ...env, ...version })
      : runBuilt('worker', { ...env, ...version }),
  );
}

async function stop(worker: Program): Promise<number | null> {
  worker.kill('SIGTERM');
  return (await worker.ended).status;
}

const makeCurrent = {
  v1: 'temporal worker deployment set-current-version --deployment-name orders --build-id v1 --yes',
  v2: 'temporal worker deployment set-current-version --deployment-name orders --build-id v2 --yes',
};
const ramp =
  'temporal worker deployment set-ramping-version --deployment-name orders --build-id v2 --percentage 100 --yes';
const leave = 'temporal worker deployment set-current-version --deployment-name orders --unversioned --yes';
const moveOn = `temporal workflow update-options --query "TemporalWorkerDeploymentVersion = 'orders:v2' AND ExecutionStatus = 'Running'" --versioning-override-behavior pinned --versioning-override-deployment-name orders --versioning-override-build-id v3 --yes`;
const countOld = `temporal workflow count --query "TemporalWorkerDeploymentVersion = 'orders:v1' AND TemporalWorkflowVersioningBehavior = 'Pinned' AND ExecutionStatus = 'Running'"`;

beforeAll(async () => {
  versionTwo = await makeVersionTwo();
  const withoutVersion = await stack().startWorker();
  await place('beforeVersions');

  let old = await startVersion('v1');
  await temporal(makeCurrent.v1);
  await stop(withoutVersion);
  await end('beforeVersions');
  for (const name of ['onOld', 'onOldCalledOff', 'onOldCanceled', 'onOldWithRefund'] as const)
    await place(name);

  const broken = await startVersion('v2', versionTwo.program);
  await temporal(ramp);
  await place('onRamp');
  await temporal(makeCurrent.v2);
  await place('onNew');
  await Promise.all([
    end('onOld'),
    end('onOldCalledOff', callOff),
    end('onOldCanceled', cancelByTemporal),
    end('onOldWithRefund', payTooMuch),
    end('onRamp'),
  ]);

  stillPinned = await vi.waitFor(
    async () => {
      const counted = await temporal(countOld);
      expect(counted).toContain('Total: 0');
      return counted;
    },
    { timeout: 30_000, interval: 500 },
  );
  oldStoppedWith = await stop(old);
  await settle(order.onOldWithRefund);

  old = await startVersion('v1');
  await temporal(makeCurrent.v1);
  await place('afterRollback');
  await end('afterRollback');

  const mended = await startVersion('v3', versionTwo.program);
  await stop(broken);
  await temporal('temporal worker deployment describe-version --deployment-name orders --build-id v3');
  await temporal(moveOn);
  await end('onNew');

  const again = await stack().startWorker();
  await temporal(leave);
  await place('afterVersions');
  await end('afterVersions');
  await Promise.all([old, mended, again].map(stop));
}, 400_000);
afterAll(() => versionTwo.remove());

it.each<[Name, string, string[]]>([
  ['beforeVersions', 'completed', ['none', 'v1']],
  ['onOld', 'completed', ['v1']],
  ['onOldCalledOff', 'canceled', ['v1']],
  ['onOldCanceled', 'canceled', ['v1']],
  ['onOldWithRefund', 'completed', ['v1']],
  ['onRamp', 'completed', ['v2']],
  ['onNew', 'completed', ['v2', 'v3']],
  ['afterRollback', 'completed', ['v1']],
  ['afterVersions', 'completed', ['none']],
])('ends %s as %s, decided about by %j and nobody else', async (name, outcome, versions) => {
  const { client } = stack();
  expect(outcomes[name]?.outcome).toBe(outcome);
  expect(await versionsOf(client, idOf(name))).toEqual(versions);
  expect(await troubleOf(client, idOf(name))).toEqual([]);
});

it('lets the old version go once no order needs it', () => {
  expect(stillPinned).toContain('Total: 0');
  expect(oldStoppedWith).toBe(0);
});

it('tells how orders ended when nobody of the version that knew is there any more', async () => {
  const { orders } = stack();
  const [status, outcome] = await Promise.all([
    orders.status(order.onOld.reference),
    orders.outcome(order.onOldCanceled.reference),
  ]);
  expect(status).toMatchObject({ phase: 'closed', payments: [payment], outcome: { outcome: 'completed' } });
  expect(outcome).toEqual(expect.objectContaining({ outcome: 'canceled', payments: [] }));
});

it('moves a refund on to the new version, so that a debt of months keeps no old one running', async () => {
  const { reference } = order.onOldWithRefund;
  const refund = refundWorkflowId(reference, payment.paymentId);
  expect(await versionsOf(stack().client, refund)).toEqual(['v1', 'v2']);
  expect(await troubleOf(stack().client, refund)).toEqual([]);
});

it('has a new version that could not go on with an order of the old', async () => {
  const history = await stack().client.workflow.getHandle(idOf('onOld')).fetchHistory();
  const { workflowsPath } = versionTwo;
  await expect(Worker.runReplayHistory({ workflowsPath }, history)).rejects.toThrow(
    DeterminismViolationError,
  );
});

it('runs every command of the deploy as docs/upgrading.md has it', () => {
  const document = readFileSync('docs/upgrading.md', 'utf8');
  const commands = [...Object.values(makeCurrent), ramp.replace('100', '10'), countOld, moveOn, leave];
  for (const command of commands) expect(document).toContain(`${command}\n`);
});

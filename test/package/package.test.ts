import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { firstKey } from '../support/codec-keys.js';
import { run, type Program } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { textOf } from '../support/texts-of-history.js';
import { freshProject } from './fresh-project.js';
import { packagesReached } from './packages-reached.js';

// `npm pack`, a new project, `import { … }`: a backend sells a ticket, and the worker of the package works on it.

const stack = useStack();
let project: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  project = await freshProject(folder, resolve('test/package/backend.ts'));
  return () => rm(folder, { recursive: true });
  // An install of some 200 packages from a registry.
}, 180_000);

/** Compiles the backend against the declarations of the package. */
function compile(...options: string[]) {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const usual = ['--strict', '--target', 'es2022', '--types', 'node'];
  return node(tsc, ...usual, ...options, 'backend.ts').ended;
}

const node = (...args: string[]) => run(process.execPath, args, { cwd: project });

describe('the types of the package', () => {
  it.each([
    ['nodenext', ['--module', 'nodenext']],
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('are found as %s looks for them', async (_, options) => {
    expect(await compile('--noEmit', '--skipLibCheck', ...options)).toMatchObject({ status: 0, stdout: '' });
  });

  it('name nothing that a backend does not have', async () => {
    const { stdout } = await compile('--noEmit', '--module', 'nodenext', '--exactOptionalPropertyTypes');
    // Others have faults of their own.
    const ours = stdout
      .split('\n')
      .filter((line) => line.startsWith('node_modules/ticketscloud-order-saga/'));
    expect(ours).toEqual([]);
  });
});

describe('a backend that uses the package', () => {
  const dist = () => join(project, 'node_modules/ticketscloud-order-saga/dist');
  let sold: Awaited<ReturnType<typeof sell>>;
  let worker: Program;
  beforeAll(async () => {
    await compile('--skipLibCheck', '--module', 'nodenext');
    sold = await sell();
  }, 120_000);

  /** Runs the backend, where nothing native can be loaded, against a worker from the same package. */
  async function sell() {
    // So the worker has to take the bundle that was packed.
    await rm(join(dist(), 'workflows/workflows.js'));
    worker = await startWorker();

    const coverage = join(project, 'coverage');
    const ended = await runBackend('A-1', { NODE_V8_COVERAGE: coverage });
    return { ...ended, packages: await packagesReached(coverage) };
  }

  const startWorker = (keys: NodeJS.ProcessEnv = {}) =>
    stack().startWorker((env) =>
      run(process.execPath, [join(dist(), 'worker.js')], { env: { ...env, ...keys }, cwd: project }),
    );

  function runBackend(reference: string, env: NodeJS.ProcessEnv) {
    const given = { env: { TEMPORAL_ADDRESS: stack().address, ...env }, cwd: project };
    return run(process.execPath, ['--no-addons', 'backend.js', reference], given).ended;
  }

  it('sells a ticket, without native code, through the worker of the package', () => {
    expect(sold).toMatchObject({
      status: 0,
      stdout: '{"outcome":"completed","phase":"closed","refusal":"InvalidInput: event: expected text"}\n',
    });
  });

  it('loads of all that we depend on only what a client needs', () => {
    expect(sold.packages.filter((name) => name in manifest.dependencies)).toEqual([
      '@temporalio/client',
      '@temporalio/common',
      '@temporalio/proto',
      '@temporalio/workflow',
      'protobufjs',
      'zod',
    ]);
  });

  it('brings the command along, which shows the order and finds everything in place', async () => {
    const shown = await order('status', 'A-1', '--json');

    expect([shown.status, JSON.parse(shown.stdout)]).toMatchObject([
      0,
      { outcome: { outcome: 'completed' } },
    ]);
    expect(await order('doctor')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^✓ worker/m) });
  });

  it('encrypts what it sells, as the worker does, where both have a key', async () => {
    worker.kill('SIGTERM');
    await worker.ended;
    const keys = { ORDERS_CODEC_KEYS: firstKey };
    await startWorker(keys);

    expect(await runBackend('A-2', keys)).toMatchObject({ status: 0, stdout: sold.stdout });
    const history = await stack().client.workflow.getHandle(orderWorkflowId('A-2')).fetchHistory();
    expect(textOf(history)).toContain('binary/encrypted');
    expect(textOf(history)).not.toContain('api/BASE');
  });

  /** Runs the command where npm has put it, which is what npx does. */
  function order(...args: string[]) {
    const { address, sandbox } = stack();
    const env = {
      TEMPORAL_ADDRESS: address,
      TICKETSCLOUD_URL: sandbox.url,
      TICKETSCLOUD_API_KEY: sandbox.key,
      TICKETSCLOUD_ALLOW_HTTP: '1',
    };
    return run(join(project, 'node_modules/.bin/order'), args, { env, cwd: project }).ended;
  }
});

it('can be loaded by a backend in CommonJS', async () => {
  const source = 'console.log(typeof require("ticketscloud-order-saga").createOrders)';
  expect(await node('--input-type=commonjs', '--eval', source).ended).toMatchObject({
    status: 0,
    stdout: 'function\n',
  });
});

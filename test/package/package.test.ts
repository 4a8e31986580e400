import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import programs from '../../programs/package.json' with { type: 'json' };
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { ensureNode } from '../../tools/ensure-node.js';
import { anOrder } from '../support/an-order.js';
import { firstKey } from '../support/codec-keys.js';
import { run, type Program } from '../support/program.js';
import { useStack } from '../support/stack.js';
import { textOf } from '../support/texts-of-history.js';
import { freshProject, type FreshProject } from './fresh-project.js';
import { packagesReached } from './packages-reached.js';

// `npm pack`, a new project, `import { … }`: a backend sells a ticket, with nothing of the worker on its disk.

const stack = useStack();
let fresh: FreshProject;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  fresh = await freshProject(folder, resolve('test/package/backend.ts'));
  return () => rm(folder, { recursive: true });
  // A build, and an install of some 50 packages from a registry.
});

const node = (...args: string[]) => run(process.execPath, args, { cwd: fresh.project });

/** Compiles a file against the declarations of the package. */
function compile(file: string, ...options: string[]) {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const usual = ['--strict', '--target', 'es2022', '--types', 'node'];
  return node(tsc, ...usual, ...options, file).ended;
}

describe('what npm installs with the package', () => {
  it('has nothing that only the worker and the gateway need', async () => {
    const lock = await readFile(join(fresh.project, 'node_modules/.package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: object };
    const names = Object.keys(packages).map((path) => path.replace(/.*node_modules\//, ''));

    expect(names).toContain('@temporalio/client');
    // The client of Temporal brings these too.
    const both = ['protobufjs', '@temporalio/proto'];
    const theirs = Object.keys(programs.dependencies).filter((name) => !both.includes(name));
    expect(names.filter((name) => theirs.includes(name) || name === '@temporalio/core-bridge')).toEqual([]);
  });

  it('takes less than 60 MB', async () => {
    expect(await megabytesOf(join(fresh.project, 'node_modules'))).toBeLessThan(60);
  });

  it('takes every Node that the package takes, without a word of npm', () => {
    expect(fresh.warnings).not.toContain('EBADENGINE');
  });
});

describe('the files of the package', () => {
  it('import nothing of ours that was not packed', async () => {
    const missing = (await packed('.js')).flatMap(({ file, text }) =>
      Array.from(text.matchAll(/ from '(\.[^']+)';$/gm), ([, path]) => path!)
        .filter((path) => !existsSync(join(dirname(file), path)))
        .map((path) => `${file}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('link to nothing that was not packed', async () => {
    const pages = await packed('.md');
    const missing = pages.flatMap(({ file, text }) =>
      Array.from(text.matchAll(/\]\((?!https?:)([^)\s#]+)/g), ([, path]) => path!).filter(
        (path) => !existsSync(join(dirname(file), path)),
      ),
    );
    expect([pages.length, missing]).toEqual([3, []]);
  });

  it('leave the pages of the repository as they were', async () => {
    for (const page of ['README.md', 'README.ru.md'])
      expect(await readFile(join(fresh.ours, page), 'utf8')).toBe(await readFile(page, 'utf8'));
  });

  async function packed(ending: string) {
    const names = await readdir(fresh.installed, { recursive: true });
    const files = names.filter((name) => name.endsWith(ending)).map((name) => join(fresh.installed, name));
    return Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  }
});

describe('the types of the package', () => {
  it.each([
    ['nodenext', ['--module', 'nodenext']],
    ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  ])('are found as %s looks for them', async (_, options) => {
    const files = await Promise.all(
      ['backend.ts', 'readme.ts'].map((file) => compile(file, '--noEmit', '--skipLibCheck', ...options)),
    );
    expect(files).toMatchObject(files.map(() => ({ status: 0, stdout: '' })));
  });

  it('name nothing that a backend does not have', async () => {
    const options = ['--noEmit', '--module', 'nodenext', '--exactOptionalPropertyTypes'];
    const { stdout } = await compile('backend.ts', ...options);
    // Others have faults of their own.
    const ours = stdout
      .split('\n')
      .filter((line) => line.startsWith('node_modules/ticketscloud-order-saga/'));
    expect(ours).toEqual([]);
  });
});

describe('a backend that uses the package', () => {
  let worker: Program;
  beforeAll(async () => {
    await compile('backend.ts', '--skipLibCheck', '--module', 'nodenext');
    const built = join(fresh.ours, 'dist');
    // So the worker has to take the bundle that was built.
    await rm(join(built, 'workflows/workflows.js'));
    worker = await startWorker();
  });

  const startWorker = (keys: NodeJS.ProcessEnv = {}) =>
    stack().startWorker((env) =>
      run(process.execPath, [join(fresh.ours, 'dist/worker.js')], {
        env: { ...env, ...keys },
        cwd: fresh.ours,
      }),
    );

  it.for(['20.20.2', '24.21.0'])(
    'sells a ticket on Node %s, without native code',
    // A Node that has to be fetched has some 40 MB.
    { timeout: 180_000 },
    async (version, { skip }) => {
      const node = await ensureNode(version).catch((error: Error) => skip(error.message));

      expect(await sell(node)).toMatchObject({
        status: 0,
        stdout: '{"outcome":"completed","phase":"closed","refusal":"InvalidInput: event: expected text"}\n',
      });
    },
  );

  it('loads of all that we depend on only what a client needs', async () => {
    const coverage = join(fresh.project, 'coverage');
    await sell(process.execPath, { NODE_V8_COVERAGE: coverage });

    const packages = await packagesReached(coverage);
    expect(packages.filter((name) => name in manifest.dependencies)).toEqual([
      '@temporalio/client',
      '@temporalio/common',
      '@temporalio/proto',
      '@temporalio/workflow',
      'zod',
    ]);
  });

  /** Runs the backend where nothing native can be loaded. */
  function sell(node: string, more: NodeJS.ProcessEnv = {}, { reference } = anOrder()) {
    const env = { TEMPORAL_ADDRESS: stack().address, ...more };
    return run(node, ['--no-addons', 'backend.js', reference], { env, cwd: fresh.project }).ended;
  }

  it('brings the command along, which shows an order and finds everything in place', async () => {
    const { reference } = anOrder();
    await stack().orders.place(anOrder({ reference }));
    const shown = await order('status', reference, '--json');

    expect([shown.status, JSON.parse(shown.stdout)]).toMatchObject([0, { phase: 'awaiting_payment' }]);
    expect(await order('doctor')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^✓ worker .*\n✓ encryption .*\n– platform .*only workers speak to it: .*\n$/m,
      ) as string,
    });
  });

  it('encrypts what it sells, as the worker does, where both have a key', async () => {
    worker.kill('SIGTERM');
    await worker.ended;
    const keys = { ORDERS_CODEC_KEYS: firstKey };
    await startWorker(keys);
    const order = anOrder();

    expect(await sell(process.execPath, keys, order)).toMatchObject({ status: 0 });
    const { client } = stack();
    const history = await client.workflow.getHandle(orderWorkflowId(order.reference)).fetchHistory();
    expect(textOf(history)).toContain('binary/encrypted');
    expect(textOf(history)).not.toContain('api/BASE');
  });

  /** Runs the command where npm has put it, which is what npx does. */
  function order(...args: string[]) {
    const env = { TEMPORAL_ADDRESS: stack().address };
    return run(join(fresh.project, 'node_modules/.bin/order'), args, { env, cwd: fresh.project }).ended;
  }
});

it('can be loaded by a backend in CommonJS', async () => {
  const source = 'console.log(typeof require("ticketscloud-order-saga").createOrders)';
  expect(await node('--input-type=commonjs', '--eval', source).ended).toMatchObject({
    status: 0,
    stdout: 'function\n',
  });
});

async function megabytesOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000_000;
}

import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { freePort } from '../../tools/temporal/ports.js';
import { startDevServer, type DevServer } from '../../tools/temporal/start-dev-server.js';
import { aSandbox } from '../support/a-sandbox.js';
import { runProgram } from '../support/program.js';

// `npm run worker` as a person meets it who has not set everything up yet.

const rightUpstream = {
  TICKETSCLOUD_URL: 'https://api.ticketscloud.org',
  TICKETSCLOUD_API_KEY: '0123456789abcdef0123456789abcdef',
};

const whereToSetIt = 'reads the environment and the file .env; .env.example is one to start from';

let server: DevServer;
beforeAll(async () => {
  server = await startDevServer({ path: inject('devServerPath') });
});
afterAll(async () => {
  server.kill('SIGKILL');
  await server.ended;
});

/** Runs the worker to its end, which is soon: it must not hang. */
async function runWorker(env: NodeJS.ProcessEnv, ...args: string[]) {
  const worker = runProgram('src/worker.ts', env, ...args);
  onTestFinished(() => void worker.kill('SIGKILL'));
  return worker.ended;
}

/** What a program prints when it says what is wrong, and nothing else: a line for each problem. */
const saying = (...lines: string[]) => ({
  status: 1,
  stdout: '',
  stderr: expect.stringMatching(new RegExp(`^${lines.map((line) => `worker: ${line}\n`).join('')}$`)),
});

it('names the key, the address and the server at once when all three are wrong', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;

  expect(await runWorker({ TEMPORAL_ADDRESS: nowhere, TICKETSCLOUD_URL: 'tickets' })).toMatchObject(
    saying(
      'TICKETSCLOUD_URL: .*https://api.ticketscloud.org',
      'TICKETSCLOUD_API_KEY: expected the API key, .*TICKETSCLOUD_API_KEY_FILE.*',
      `TEMPORAL_ADDRESS: expected a Temporal server at ${nowhere}, .*npm run temporal.*`,
      whereToSetIt,
    ),
  );
});

it.each([
  [
    'the key is missing',
    { TICKETSCLOUD_API_KEY: '' },
    ['TICKETSCLOUD_API_KEY: expected the API key, .*', whereToSetIt],
  ],
  [
    'the address is none',
    { TICKETSCLOUD_URL: 'tickets' },
    ['TICKETSCLOUD_URL: .*https://api.ticketscloud.org', whereToSetIt],
  ],
  ['the namespace is missing', { TEMPORAL_NAMESPACE: 'shop' }, ['TEMPORAL_NAMESPACE: .*npm run setup.*']],
])('says what to do when only %s', async (_, wrong, lines) => {
  const env = { ...rightUpstream, TEMPORAL_ADDRESS: server.address, ...wrong };

  expect(await runWorker(env)).toMatchObject(saying(...lines));
});

it('says what to do when there is no server', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;

  expect(await runWorker({ ...rightUpstream, TEMPORAL_ADDRESS: nowhere })).toMatchObject(
    saying(
      `TEMPORAL_ADDRESS: expected a Temporal server at ${nowhere}, but none answers .Connection refused.: .*npm run temporal.*`,
    ),
  );
});

/** A worker that works, though with a key that the platform does not accept. */
async function aWorker() {
  const sandbox = await aSandbox();
  const worker = runProgram('src/worker.ts', {
    TEMPORAL_ADDRESS: server.address,
    TICKETSCLOUD_URL: sandbox.url,
    TICKETSCLOUD_ALLOW_HTTP: '1',
    TICKETSCLOUD_API_KEY: 'f'.repeat(32),
  });
  onTestFinished(() => void worker.kill('SIGKILL'));
  await worker.prints('"msg":"worker ready"');
  return worker;
}

it('warns of a key that the platform does not accept, and works on', async () => {
  const worker = await aWorker();

  await worker.prints('does not accept the API key');
  worker.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ status: 0 });
});

it.runIf(process.platform === 'linux')('calls Temporal with one native thread', async () => {
  const { pid } = await aWorker();

  const threads = `/proc/${pid}/task`;
  const names = (await readdir(threads)).map((thread) =>
    // One that has ended since.
    readFile(join(threads, thread, 'comm'), 'utf8').catch(() => ''),
  );
  expect((await Promise.all(names)).filter((name) => name.startsWith('tokio-runtime'))).toHaveLength(1);
});

it('says what the server said that lets nobody in', async () => {
  const gate = createServer().on('stream', (stream) => {
    const refusal = { 'grpc-status': '7', 'grpc-message': 'Request unauthorized.' };
    stream.respond({ 'content-type': 'application/grpc', ...refusal }, { endStream: true });
  });
  await once(gate.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void gate.close());
  const address = `127.0.0.1:${(gate.address() as AddressInfo).port}`;

  expect(await runWorker({ ...rightUpstream, TEMPORAL_ADDRESS: address })).toMatchObject(
    saying(`TEMPORAL_ADDRESS: .* lets nobody in .Request unauthorized..: .*TEMPORAL_API_KEY.*`),
  );
});

it('says that the address of the metrics is taken', async () => {
  const env = { ...rightUpstream, TEMPORAL_ADDRESS: server.address, METRICS_ADDRESS: server.address };

  expect(await runWorker(env)).toMatchObject(
    saying('METRICS_ADDRESS: expected where it can listen: .*Address already in use.*'),
  );
});

it.each(['--hlep', 'orders'])('names the argument that it does not know: %s', async (argument) => {
  expect(await runWorker({}, argument)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^worker: .*'${argument}'.*--help\n$`)),
  });
});

it('says that the configuration of Temporal cannot be read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'order-saga-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'temporal.toml');
  await writeFile(file, '[profile.default]\napi_key = "canary');

  const { status, stdout, stderr } = await runWorker({ ...rightUpstream, TEMPORAL_CONFIG_FILE: file });

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^worker: TEMPORAL_CONFIG_FILE: expected a configuration \(TOML\) .*\n$/);
  expect(stderr).not.toContain('canary');
});

it('tells what it reads when asked for help', async () => {
  expect(await runWorker({}, '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('TICKETSCLOUD_API_KEY_FILE'),
    stderr: '',
  });
});

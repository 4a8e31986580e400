import { createServer } from 'node:net';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureDevServer } from '../../tools/temporal/ensure-server.js';
import { freePort } from '../../tools/temporal/ports.js';
import { startDevServer } from '../../tools/temporal/start-dev-server.js';
import { aFolder, runProgram } from './machine.js';

const attributes = 'OrderPhase, OrderOutcome, UpstreamOrderId, UpstreamOrderNumber, EventId, NeedsAttention';
let address: string;
beforeAll(async () => {
  const server = await startDevServer({ path: await ensureDevServer() });
  address = server.address;
  return () => server.kill('SIGKILL');
}, 900_000);

const setup = (namespace: string, ...args: string[]) =>
  runProgram('tools/setup.ts', args, { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }).ended;

test('setup makes the namespace and its search attributes', async () => {
  expect(await setup('first', '--retention', '7')).toEqual({
    status: 0,
    stderr: '',
    stdout: `Namespace first: made, retention 7 d\nSearch attributes made: ${attributes}\n`,
  });
});

test('setup changes nothing the second time, and says so', async () => {
  await setup('second', '--retention', '7');
  expect(await setup('second', '--retention', '7')).toEqual({
    status: 0,
    stderr: '',
    stdout: `Namespace second: was there, retention 7 d\nSearch attributes that were there: ${attributes}\n`,
  });
});

test('setup changes how long a namespace keeps what has ended when it is asked to, and says so', async () => {
  await setup('longer', '--retention', '7');
  const said = (words: string) =>
    expect.stringMatching(new RegExp(`^Namespace longer: was there, ${words}\n`)) as string;

  expect(await setup('longer', '--retention', '30d')).toMatchObject({
    status: 0,
    stdout: said('retention 30 d, changed from 7 d'),
  });
  expect(await setup('longer')).toMatchObject({ status: 0, stdout: said('retention 30 d') });
});

test('setup runs twice at once', async () => {
  const both = await Promise.all([setup('third'), setup('third')]);
  expect(both.map(({ status }) => status)).toEqual([0, 0]);
});

test('setup says in one line that no server answers', async () => {
  const nobody = `127.0.0.1:${await freePort()}`;
  const { status, stderr } = await runProgram('tools/setup.ts', [], { TEMPORAL_ADDRESS: nobody }).ended;
  expect(status).toBe(1);
  expect(stderr).toMatch(new RegExp(`^No Temporal server answers at ${nobody} .*"npm run temporal".*\n$`));
});

test('setup waits for a server that is still starting', async () => {
  const port = await freePort();
  const nobody = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
  const asked = once(nobody, 'connection');
  const { ended } = runProgram('tools/setup.ts', ['--wait', '60'], { TEMPORAL_ADDRESS: `127.0.0.1:${port}` });
  await asked;
  nobody.close();
  await once(nobody, 'close');

  const server = await startDevServer({ path: await ensureDevServer(), port });
  onTestFinished(() => server.kill('SIGKILL'));
  expect(await ended).toMatchObject({ status: 0, stderr: '' });
});

test('setup refuses a retention that is no number of days', async () => {
  expect(await setup('fourth', '--retention', 'long')).toMatchObject({
    status: 2,
    stderr: '--retention is "long"; expected is a number of days, 1 or more; see --help\n',
  });
});

const temporal = (...args: string[]) => runProgram('tools/temporal/main.ts', args);

test.each(['SIGTERM', 'SIGINT'] as const)('npm run temporal ends with status 0 at %s', async (signal) => {
  const program = temporal('--db', join(await aFolder(), 'orders.db'));
  await program.printed(/Web UI {5}(http:\S+)/);
  program.kill(signal);
  expect(await program.ended).toMatchObject({ status: 0 });
});

test('npm run temporal moves on when the usual port is in use', async () => {
  const taken = createServer().listen(7233, '127.0.0.1');
  onTestFinished(() => void taken.close());
  // Somebody else may have it already, which is as good.
  await once(taken, 'listening').catch(() => undefined);
  const program = temporal('--db', join(await aFolder(), 'orders.db'));
  expect(await program.printed(/Temporal {3}127\.0\.0\.1:(\d+)/)).not.toBe('7233');
  program.kill('SIGTERM');
  await program.ended;
});

test('npm run temporal refuses a port that was asked for and is in use', async () => {
  const { status, stderr } = await temporal('--port', address.split(':')[1] ?? '').ended;
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Port \d+ is in use: .*\n$/);
});

test.each(['tools/setup.ts', 'tools/temporal/main.ts', 'tools/openapi.ts'])(
  '%s has a status of its own for an argument that it does not know',
  async (file) => {
    expect(await runProgram(file, ['--hlep']).ended).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^.*'--hlep'.*; see --help\n$/) as string,
    });
  },
);

test('npm run temporal keeps its data in the project, wherever servers are kept', async () => {
  const env = { TEMPORAL_SERVER_CACHE: await aFolder() };
  const { stdout } = await runProgram('tools/temporal/main.ts', ['--help'], env).ended;
  expect(stdout).toContain(`keeps the data; default ${resolve('.cache/temporal/orders.db')}\n`);
});

test.each(['tools/setup.ts', 'tools/temporal/main.ts', 'tools/openapi.ts'])(
  '%s explains itself',
  async (file) => {
    const { status, stdout } = await runProgram(file, ['--help']).ended;
    expect(status).toBe(0);
    expect(stdout).toContain('--help');
  },
);

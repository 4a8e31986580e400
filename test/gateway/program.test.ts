import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, inject, it, onTestFinished } from 'vitest';
import { freePort } from '../../tools/temporal/ports.js';
import { startDevServer, type DevServer } from '../../tools/temporal/start-dev-server.js';
import { anOrder } from '../support/an-order.js';
import { webhookSecret } from '../support/deliver.js';
import { runProgram } from '../support/program.js';

// `npm run gateway` as a person meets it.

const credentials = { GATEWAY_TOKENS: 'x'.repeat(20), GATEWAY_WEBHOOK_SECRETS: webhookSecret };

let server: DevServer;
beforeAll(async () => {
  server = await startDevServer({ path: inject('devServerPath') });
  return async () => {
    server.kill('SIGKILL');
    await server.ended;
  };
});

function runGateway(env: NodeJS.ProcessEnv, ...args: string[]) {
  const gateway = runProgram('src/gateway/main.ts', env, ...args);
  onTestFinished(() => void gateway.kill('SIGKILL'));
  return gateway;
}

it('names every setting that is wrong, and the server, at once', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;
  const { status, stdout, stderr } = await runGateway({ TEMPORAL_ADDRESS: nowhere, GATEWAY_PORT: 'http' })
    .ended;

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr.split('\n').map((line) => line.split(':', 2).join(':'))).toEqual([
    'gateway: GATEWAY_TOKENS',
    'gateway: GATEWAY_WEBHOOK_SECRETS',
    'gateway: GATEWAY_PORT',
    'gateway: TEMPORAL_ADDRESS',
    'gateway: reads the environment and the file .env; .env.example is one to start from',
    '',
  ]);
});

it('calls itself the shop when it is started as that', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`;
  const wrong = await runGateway({ TEMPORAL_ADDRESS: nowhere }, '--shop').ended;
  const confused = await runGateway({}, '--shop', '--hlep').ended;

  for (const { stderr } of [wrong, confused])
    for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(/^shop: /);
});

it.each(['--hlep', 'orders'])('names the argument that it does not know: %s', async (argument) => {
  expect(await runGateway({}, argument).ended).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^gateway: .*'${argument}'.*--help\n$`)) as string,
  });
});

it('tells what it reads when asked for help', async () => {
  expect(await runGateway({}, '--help').ended).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('GATEWAY_TOKENS_FILE') as string,
    stderr: '',
  });
});

it('says that the port is taken', async () => {
  const taken = new URL(`http://${server.address}`);
  const env = { ...credentials, TEMPORAL_ADDRESS: server.address, GATEWAY_PORT: taken.port };
  const { status, stderr } = await runGateway(env).ended;

  expect(status).toBe(1);
  expect(stderr).toBe(
    `gateway: GATEWAY_PORT: 127.0.0.1:${taken.port} is taken by another program: end that, or set another port\n`,
  );
});

it('says that the address of the metrics is taken', async () => {
  const env = { ...credentials, TEMPORAL_ADDRESS: server.address, GATEWAY_PORT: '0' };
  const { status, stderr } = await runGateway({ ...env, GATEWAY_METRICS_ADDRESS: server.address }).ended;

  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^gateway: GATEWAY_METRICS_ADDRESS: 127.0.0.1:\d+ is taken by another program: .*\n$/,
  );
});

it('answers what is on its way when it is told to stop, twice', async () => {
  const port = await freePort();
  const env = { ...credentials, TEMPORAL_ADDRESS: server.address, GATEWAY_PORT: String(port) };
  const gateway = runGateway(env);
  await gateway.prints('"msg":"gateway ready"');

  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.write(
    `GET /orders/nobody HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${credentials.GATEWAY_TOKENS}\r\n\r\n`,
  );
  await once(socket, 'connect');
  gateway.kill('SIGTERM');
  gateway.kill('SIGINT');

  expect(await gateway.ended).toMatchObject({ status: 0, stderr: '' });
  expect(answer).toMatch(/^HTTP\/1\.1 404 /);
});

it('ends well when Temporal is away and a caller has hung up', async () => {
  const temporal = await startDevServer({ path: inject('devServerPath') });
  onTestFinished(() => temporal.kill('SIGKILL'));
  const port = await freePort();
  const gateway = runGateway({
    ...credentials,
    TEMPORAL_ADDRESS: temporal.address,
    GATEWAY_PORT: String(port),
  });
  await gateway.prints('"msg":"gateway ready"');

  // Without a worker it waits for an answer, and goes on waiting when nobody listens any more.
  const headers = {
    authorization: `Bearer ${credentials.GATEWAY_TOKENS}`,
    'content-type': 'application/json',
  };
  const body = JSON.stringify(anOrder());
  const signal = AbortSignal.timeout(1_000);
  await fetch(`http://127.0.0.1:${port}/orders`, { method: 'POST', headers, body, signal }).catch(() => null);
  temporal.kill('SIGKILL');
  await pause(300);
  gateway.kill('SIGTERM');

  expect(await gateway.ended).toMatchObject({ status: 0, stderr: '' });
});

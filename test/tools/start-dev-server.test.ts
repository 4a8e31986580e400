import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import {
  configFlags,
  environment,
  pragmaFlags,
  stockConfigFlags,
} from '../../tools/temporal/dev-server-settings.js';
import { ensureDevServer } from '../../tools/temporal/ensure-server.js';
import { freePort } from '../../tools/temporal/ports.js';
import { startDevServer, type DevServerOptions } from '../../tools/temporal/start-dev-server.js';
import { aFolder } from './machine.js';

let path: string;
beforeAll(async () => {
  path = await ensureDevServer();
}, 900_000);

async function aDevServer(options: Omit<DevServerOptions, 'path'> = {}) {
  const server = await startDevServer({ path, ...options });
  onTestFinished(async () => {
    // Quicker than to stop it.
    server.kill('SIGKILL');
    await server.ended;
  });
  return server;
}

async function aClient(address: string, namespace = 'default'): Promise<Client> {
  const connection = await Connection.connect({ address });
  onTestFinished(() => connection.close());
  return new Client({ connection, namespace });
}

async function aPortInUse(port = 0): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

const anOrder = { taskQueue: 'orders', workflowId: 'order-1' };

test('keeps a workflow across a restart in its data file', async () => {
  const dbFile = join(await aFolder(), 'orders.db');
  const first = await aDevServer({ dbFile });
  await (await aClient(first.address)).workflow.start('orderSaga', anOrder);
  await first.stop();
  const second = await aDevServer({ dbFile });
  const { status } = await (await aClient(second.address)).workflow.getHandle('order-1').describe();
  expect(status.name).toBe('RUNNING');
});

test('keeps a workflow when it is killed', async () => {
  const dbFile = join(await aFolder(), 'orders.db');
  const first = await aDevServer({ dbFile });
  await (await aClient(first.address)).workflow.start('orderSaga', anOrder);
  first.kill('SIGKILL');
  expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });
  const second = await aDevServer({ dbFile });
  const { status } = await (await aClient(second.address)).workflow.getHandle('order-1').describe();
  expect(status.name).toBe('RUNNING');
});

test.runIf(process.platform === 'linux')(
  'has the settings of a quick server, unless it is to be as it is of itself',
  async () => {
    for (const name of Object.keys(environment)) vi.stubEnv(name, undefined);
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const settings = [...variables, ...configFlags, ...pragmaFlags];
    const ours = settings.filter((one) => !stockConfigFlags.includes(one));
    const settingsOf = async (stock: boolean) => {
      const { pid } = await aDevServer({ stock });
      const files = ['environ', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8'));
      return (await Promise.all(files))
        .flatMap((file) => file.split('\0'))
        .filter((one) => ours.includes(one) || one === '--db-filename');
    };
    expect(ours).toEqual(expect.arrayContaining(['GOGC=200', '--sqlite-pragma=journal_mode=WAL']));
    expect((await settingsOf(false)).toSorted()).toEqual([...ours, '--db-filename'].toSorted());
    expect(await settingsOf(true)).toEqual([]);
  },
);

test('has its search attributes in a namespace that its data file knew without them', async () => {
  const dbFile = join(await aFolder(), 'orders.db');
  const first = await aDevServer({ dbFile });
  const operator = (await aClient(first.address)).connection;
  await operator.operatorService.removeSearchAttributes({
    namespace: 'default',
    searchAttributes: ['EventId'],
  });
  await first.stop();
  const second = await aDevServer({ dbFile });
  const { count } = await (await aClient(second.address)).workflow.count("EventId = 'any'");
  expect(count).toBe(0);
});

test('has the namespace that was asked for', async () => {
  const { address } = await aDevServer({ namespace: 'shop' });
  const { count } = await (await aClient(address, 'shop')).workflow.count("OrderPhase = 'closed'");
  expect(count).toBe(0);
});

test('serves the Web UI on the port that was asked for', async () => {
  const { uiUrl } = await aDevServer({ uiPort: await freePort() });
  expect((await fetch(uiUrl ?? '')).status).toBe(200);
});

test('refuses a port that was asked for and is in use', async () => {
  const port = await aPortInUse();
  await expect(startDevServer({ path, port })).rejects.toThrow(new RegExp(`^Port ${port} is in use: .*$`));
});

test('refuses a data file that another dev server uses', async () => {
  const dbFile = join(await aFolder(), 'orders.db');
  await aDevServer({ dbFile });
  await expect(startDevServer({ path, dbFile })).rejects.toThrow(
    /orders\.db is used by the dev server of process/,
  );
});

test('takes another port when the preferred one is in use', async () => {
  const port = await aPortInUse();
  expect(await freePort(port)).not.toBe(port);
});

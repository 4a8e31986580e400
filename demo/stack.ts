import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { RequestMatch } from '../sandbox/sandbox.js';
import { createOrders } from '../src/client.js';
import { ensureDevServer } from '../tools/temporal/ensure-server.js';
import { freePort } from '../tools/temporal/ports.js';
import type { OwnedProcess } from '../tools/temporal/spawn-owned.js';
import { startDevServer } from '../tools/temporal/start-dev-server.js';
import type { Narrator } from './narrator.js';
import { visitPlatform } from './platform.js';
import { startProgram } from './program.js';
import { openStageDoor } from './stage-door.js';

export type Stack = Awaited<ReturnType<typeof bringUp>>;

type Child = Pick<OwnedProcess, 'pid' | 'ended' | 'end' | 'lastWords'>;

const taskQueue = 'orders';
// Long enough to see that nobody works on the order.
const withoutWorkerMs = 5_000;

/** Brings up dev server, sandbox and worker, each a child process that ends with this one, and a client for the shop. */
export async function bringUp(narrator: Narrator) {
  narrator.line('demo', 'brings up a Temporal dev server, a sandbox of the platform, and a worker');
  const path = await ensureDevServer((words) => narrator.line('demo', words));
  const apiKey = randomBytes(16).toString('hex');
  const children: Child[] = [];
  let doomed: Child | undefined;
  let breakDown: (error: Error) => void;
  /** Rejects when a child ends that nobody wanted to end. */
  const brokenDown = new Promise<never>((_, reject) => (breakDown = reject));
  // Whoever cares awaits it.
  brokenDown.catch(() => undefined);

  const [server, sandboxUrl] = await Promise.all([startServer(), startSandbox()]);
  let worker = await startWorker();
  const connection = await Connection.connect({ address: server.address });
  const orders = createOrders(new Client({ connection }), { taskQueue });
  const platform = visitPlatform(sandboxUrl);

  function keep(name: string, child: Child): void {
    children.push(child);
    void child.ended.then(({ code, signal }) => {
      if (child === doomed) return;
      const how = signal ?? `status ${code}`;
      breakDown(new Error(`the ${name} ended by itself (${how}):\n${child.lastWords()}`));
    });
  }

  async function startServer() {
    // Not the usual ones, where a worker of yours may be looking for work.
    const [port, uiPort] = [await freePort(), await freePort()];
    let words = '';
    const onOutput = (text: string) => (words = (words + text).slice(-4000));
    const { pid, ended, kill, address } = await startDevServer({ path, port, uiPort, onOutput });
    keep('Temporal dev server', { pid, ended, end: kill, lastWords: () => words });
    const webUi = `http://127.0.0.1:${uiPort}`;
    narrator.line('temporal', `dev server at ${address}, Web UI at ${webUi}`);
    return { address, webUi };
  }

  async function startSandbox(): Promise<string> {
    const { child, found: url } = await startProgram('sandbox/main.ts', {
      args: ['--port', '0', '--key', apiKey],
      ready: /^Sandbox ready at (\S+) /m,
    });
    keep('sandbox', child);
    narrator.line('platform', `sandbox at ${url}`);
    return url;
  }

  async function startWorker(): Promise<Child> {
    const { child } = await startProgram('src/worker.ts', {
      env: {
        TEMPORAL_ADDRESS: server.address,
        TICKETSCLOUD_URL: sandboxUrl,
        TICKETSCLOUD_API_KEY: apiKey,
        TICKETSCLOUD_ALLOW_HTTP: '1',
        ORDERS_TASK_QUEUE: taskQueue,
      },
      ready: /"msg":"worker ready"/,
    });
    keep('worker', child);
    narrator.line('worker', `process ${child.pid} is ready`);
    return child;
  }

  /** Has the worker killed with SIGKILL as soon as the platform has carried out a matching request. */
  async function killWorkerAfter(match: RequestMatch): Promise<void> {
    doomed = worker;
    await platform.fail({ match, effect: true, fault: { kind: 'kill', pid: worker.pid as number } });
  }

  /** Answers the process id of the worker that is to be killed, once it is gone. */
  async function workerIsGone(): Promise<number | undefined> {
    await worker.ended;
    return worker.pid;
  }

  async function replaceWorker(): Promise<void> {
    worker = await startWorker();
  }

  /** Opens the shop, which can have the worker killed, and answers its address. */
  async function openShop(): Promise<string> {
    const port = await freePort();
    const { child } = await startProgram('src/gateway/main.ts', {
      args: ['--shop'],
      env: {
        TEMPORAL_ADDRESS: server.address,
        TEMPORAL_UI_URL: server.webUi,
        GATEWAY_PORT: String(port),
        // Nobody knows them: who visits the shop needs neither.
        GATEWAY_TOKENS: randomBytes(32).toString('hex'),
        GATEWAY_WEBHOOK_SECRETS: `whsec_${randomBytes(32).toString('base64')}`,
        ORDERS_TASK_QUEUE: taskQueue,
        TICKETSCLOUD_URL: sandboxUrl,
        SHOP_SANDBOX_URL: sandboxUrl,
        SHOP_STAGE_URL: await openStageDoor({
          killWorker: () => void killWorker().catch(breakDown),
          workerRuns: () => doomed !== worker,
        }),
      },
      ready: /"msg":"gateway ready"/,
    });
    keep('gateway', child);
    return `http://127.0.0.1:${port}/shop`;
  }

  /** Kills the worker, and brings up another a while later. */
  async function killWorker(): Promise<void> {
    // It is dead already, and the other on its way.
    if (doomed === worker) return;
    doomed = worker;
    narrator.line('worker', `process ${worker.pid} is killed (SIGKILL)`);
    worker.end('SIGKILL');
    await sleep(withoutWorkerMs);
    await replaceWorker();
  }

  /** Ends everything at once: nothing of it is kept, so nothing has to be finished. */
  async function takeDown(): Promise<void> {
    for (const child of children) child.end('SIGKILL');
    await Promise.all(children.map(({ ended }) => ended));
  }

  const { webUi } = server;
  return {
    webUi,
    orders,
    platform,
    brokenDown,
    killWorkerAfter,
    workerIsGone,
    replaceWorker,
    openShop,
    takeDown,
  };
}

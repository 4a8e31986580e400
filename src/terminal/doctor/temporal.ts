import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { tellProblems } from '../../domain/problem.js';
import { connectTemporal } from '../../temporal.js';
import { searchAttribute } from '../../workflows/contract.js';
import { connect, taskQueue } from '../with-orders.js';
import { right, unknown, wrong, type Check } from './check.js';

// All is asked at once, and each question is answered in milliseconds or not at all.
const DEADLINE_MS = 5_000;

// A worker asks for work again after a minute at most: so long its question waits for an answer.
const ASKED_WITHIN_MS = 70_000;

const DAY_MS = 86_400_000;

// A code of gRPC.
const invalidArgument = 3;

/** What is asked of a server that can be reached, in the order in which it is shown. */
const questions = [
  { name: 'namespace', ask: askNamespace },
  { name: 'search attributes', ask: askSearchAttributes },
  { name: 'worker', ask: askForWorkers },
] as const;

/** Whether Temporal can be reached and is ready for orders, and whether somebody works on them. */
export async function checkTemporal(): Promise<Check[]> {
  const server: Check[] = [];
  const temporal = await connectTemporal(async (options) => {
    const connection = await connect(options);
    const { serverVersion } = await within(connection, () => connection.workflowService.getSystemInfo({}));
    server.push(right('Temporal', `${options?.address ?? 'localhost:7233'}, server ${serverVersion}`));
    return connection;
  });
  if ('problems' in temporal) {
    const [first = '', ...rest] = ['Temporal', ...questions.map(({ name }) => name)].slice(server.length);
    const unasked = rest.map((name) => unknown(name, `${first} has to be right first`));
    return [...server, wrong(first, tellProblems(temporal.problems)), ...unasked];
  }
  const { connection, namespace } = temporal.value;
  const answers = questions.map(({ name, ask }) =>
    within(connection, () => ask(connection, namespace)).then(
      (found) => ({ ...found, name }),
      (error: unknown) => wrong(name, `${told(error)}: try again, or look at the server`),
    ),
  );
  try {
    return [...server, ...(await Promise.all(answers))];
  } finally {
    await connection.close();
  }
}

type Found = Omit<Check, 'name'>;

async function askNamespace({ workflowService }: Connection, namespace: string): Promise<Found> {
  const { config } = await workflowService.describeNamespace({ namespace });
  const retention = config?.workflowExecutionRetentionTtl;
  const days = retention ? Math.floor(tsToMs(retention) / DAY_MS) : 0;
  const words = `${namespace}, remembers an order for ${days} ${days === 1 ? 'day' : 'days'} after its end`;
  return { state: 'right', words };
}

/** Asks by using each, which every namespace allows, also one of Temporal Cloud. */
async function askSearchAttributes({ workflowService }: Connection, namespace: string): Promise<Found> {
  const names = Object.values(searchAttribute).map(({ name }) => name);
  const usable = (name: string) =>
    workflowService.countWorkflowExecutions({ namespace, query: `${name} = 'x'` }).then(
      () => true,
      (error: unknown) => {
        if (isGrpcServiceError(error) && (error.code as number) === invalidArgument) return false;
        throw error;
      },
    );
  const found = await Promise.all(names.map(usable));
  const missing = names.filter((_, at) => !found[at]);
  if (missing.length === 0) return { state: 'right', words: `all ${names.length}` };
  return { state: 'wrong', words: `missing: ${missing.join(', ')}; npm run setup makes them` };
}

async function askForWorkers({ workflowService }: Connection, namespace: string): Promise<Found> {
  const name = taskQueue();
  const asked = await workflowService.describeTaskQueue({ namespace, taskQueue: { name } });
  const workers = (asked.pollers ?? [])
    .map(({ lastAccessTime, deploymentOptions }) => ({
      agoMs: lastAccessTime ? Date.now() - tsToMs(lastAccessTime) : Infinity,
      version: nameOf(deploymentOptions),
    }))
    .filter(({ agoMs }) => agoMs < ASKED_WITHIN_MS);
  return judgeWorkers(name, workers, nameOf(asked.versioningInfo?.currentDeploymentVersion));
}

interface Versioned {
  readonly deploymentName?: string | null;
  readonly buildId?: string | null;
}

const nameOf = (version?: Versioned | null) =>
  version?.deploymentName ? `${version.deploymentName}:${version.buildId}` : undefined;

interface AskingWorker {
  readonly agoMs: number;
  readonly version?: string | undefined;
}

/** Whether somebody works on what comes in: new orders are for the current version alone, if there is one. */
export function judgeWorkers(name: string, workers: readonly AskingWorker[], current?: string): Found {
  if (workers.length === 0)
    return {
      state: 'wrong',
      words: `none on task queue ${name}: npm run worker, with the same ORDERS_TASK_QUEUE`,
    };
  const here = `${workers.length} on task queue ${name}`;
  if (!workers.some(({ version }) => version === current)) {
    const wanted = current === undefined ? 'workers without a version' : `version ${current}`;
    return {
      state: 'wrong',
      words: `${here}, but new orders go to ${wanted}: start one, or make another current (docs/upgrading.md)`,
    };
  }
  const seconds = Math.max(0, Math.round(Math.min(...workers.map(({ agoMs }) => agoMs)) / 1000));
  const newest = current === undefined ? '' : `, new orders go to version ${current}`;
  return { state: 'right', words: `${here}, asked for work ${seconds} s ago${newest}` };
}

function within<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + DEADLINE_MS, call);
}

function told(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details;
  return error instanceof Error ? error.message : String(error);
}

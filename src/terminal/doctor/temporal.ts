import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { tsToMs } from '@temporalio/common/lib/time.js';
import { connectTemporal } from '../../temporal.js';
import { searchAttribute } from '../../workflows/contract.js';
import { connect, taskQueue } from '../shop.js';
import { right, unknown, wrong, type Check } from './check.js';

// All questions but the connection's are asked at once, and each is answered in milliseconds or not at all.
const DEADLINE_MS = 5_000;

// A worker asks again at least every minute, as long as its question may wait for an answer.
const POLLED_WITHIN_MS = 70_000;

const DAY_MS = 86_400_000;

const invalidArgument = 3;

const names = ['namespace', 'search attributes', 'worker'] as const;

/** Whether Temporal can be reached and is ready for orders, and whether somebody works on them. */
export async function checkTemporal(): Promise<Check[]> {
  let server: Check | undefined;
  const temporal = await connectTemporal(async (options) => {
    const connection = await connect(options);
    const { serverVersion } = await within(connection, () => connection.workflowService.getSystemInfo({}));
    server = right('Temporal', `${options?.address ?? 'localhost:7233'}, server ${serverVersion}`);
    return connection;
  });
  if ('problems' in temporal) {
    const words = temporal.problems.map(({ field, expected }) => `${field}: ${expected}`).join('; ');
    const [first, ...rest] = server ? names : (['Temporal', ...names] as const);
    const unasked = rest.map((name) => unknown(name, `${first} has to be right first`));
    return [...(server ? [server] : []), wrong(first, words), ...unasked];
  }
  const { connection, namespace } = temporal.value;
  const checks = [checkNamespace, checkSearchAttributes, checkWorker] as const;
  try {
    const found = checks.map((check, at) =>
      within(connection, () => check(connection, namespace)).catch((error: unknown) =>
        wrong(names[at]!, `${told(error)}: try again, or look at the server`),
      ),
    );
    return [...(server ? [server] : []), ...(await Promise.all(found))];
  } finally {
    await connection.close();
  }
}

async function checkNamespace({ workflowService }: Connection, namespace: string): Promise<Check> {
  const { config } = await workflowService.describeNamespace({ namespace });
  const retention = config?.workflowExecutionRetentionTtl;
  const days = retention ? Math.floor(tsToMs(retention) / DAY_MS) : 0;
  return right('namespace', `${namespace}, keeps a reference for ${days} ${days === 1 ? 'day' : 'days'}`);
}

/** Asked by using each, which a namespace of Temporal Cloud allows too. */
async function checkSearchAttributes({ workflowService }: Connection, namespace: string): Promise<Check> {
  const all = Object.values(searchAttribute).map(({ name }) => name);
  const usable = await Promise.all(
    all.map((name) =>
      workflowService.countWorkflowExecutions({ namespace, query: `${name} = 'x'` }).then(
        () => true,
        (error: unknown) => {
          if (isGrpcServiceError(error) && (error.code as number) === invalidArgument) return false;
          throw error;
        },
      ),
    ),
  );
  const missing = all.filter((_, at) => !usable[at]);
  return missing.length === 0
    ? right('search attributes', `all ${all.length}`)
    : wrong('search attributes', `missing: ${missing.join(', ')}; npm run setup makes them`);
}

async function checkWorker({ workflowService }: Connection, namespace: string): Promise<Check> {
  const name = taskQueue();
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
  });
  const since = (pollers ?? [])
    .map(({ lastAccessTime }) => (lastAccessTime ? Date.now() - tsToMs(lastAccessTime) : Infinity))
    .filter((ms) => ms < POLLED_WITHIN_MS);
  const latest = Math.max(0, Math.round(Math.min(...since) / 1000));
  return since.length > 0
    ? right('worker', `${since.length} on task queue ${name}, which asked for work ${latest} s ago`)
    : wrong('worker', `none on task queue ${name}: npm run worker, with the same ORDERS_TASK_QUEUE`);
}

function within<T>(connection: Connection, call: () => Promise<T>): Promise<T> {
  return connection.withDeadline(Date.now() + DEADLINE_MS, call);
}

function told(error: unknown): string {
  if (isGrpcServiceError(error)) return error.details;
  return error instanceof Error ? error.message : String(error);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import { searchAttributeNames } from './search-attributes.js';

// Codes of gRPC, and the number of Keyword among Temporal's types of search attributes.
const invalidArgument = 3;
const notFound = 5;
const alreadyExists = 6;
const keyword = 2;

const dayMs = 86_400_000;

// A cluster shows a new namespace or attribute to all its servers within a minute; then it is not slow but broken.
const usableWithinMs = 90_000;

// Longer than anybody pays twice for a ticket, and cheap enough for everybody.
const usualRetentionDays = 30;

export interface PreparedNamespace {
  readonly created: boolean;
  /** For how many days it keeps what has ended, now and before. */
  readonly retentionDays: number;
  readonly before: number;
}

/** Makes the namespace if it is missing, and sees to it that it keeps what has ended as long as was asked for. */
export async function ensureNamespace(
  connection: Connection,
  namespace: string,
  askedDays: number | undefined,
): Promise<PreparedNamespace> {
  const created = await createIfMissing(connection, namespace, askedDays ?? usualRetentionDays);
  const { config } = await untilKnown(notFound, () =>
    connection.workflowService.describeNamespace({ namespace }),
  );
  const before = (optionalTsToMs(config?.workflowExecutionRetentionTtl) ?? 0) / dayMs;
  const retentionDays = askedDays ?? before;
  if (retentionDays !== before)
    await connection.workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: msToTs(retentionDays * dayMs) },
    });
  return { created, retentionDays, before };
}

/** Registers the search attributes that are missing, answers their names, and returns when all can be used. */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const added = await untilKnown(notFound, () => addMissing(connection, namespace));
  const query = searchAttributeNames.map((name) => `${name} = 'usable'`).join(' OR ');
  await untilKnown(invalidArgument, () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }),
  );
  return added;
}

async function createIfMissing(
  connection: Connection,
  namespace: string,
  retentionDays: number,
): Promise<boolean> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return false;
  } catch (error) {
    if (!hasCode(error, notFound)) throw error;
  }
  const workflowExecutionRetentionPeriod = msToTs(retentionDays * dayMs);
  return unlessItExists(true, false, () =>
    connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod }),
  );
}

async function addMissing(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const ofAnotherType = searchAttributeNames.filter(
    (name) => name in customAttributes && Number(customAttributes[name]) !== keyword,
  );
  if (ofAnotherType.length > 0) {
    throw new Error(
      `Namespace "${namespace}" has ${ofAnotherType.join(', ')} with another type than Keyword: ` +
        'remove what uses them, or take another namespace.',
    );
  }
  const missing = searchAttributeNames.filter((name) => !(name in customAttributes));
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, keyword]));
  return unlessItExists(missing, [], () =>
    connection.operatorService.addSearchAttributes({ namespace, searchAttributes }),
  );
}

/** Somebody else may be preparing the same namespace at this moment. */
async function unlessItExists<T>(made: T, wasThere: T, make: () => Promise<unknown>): Promise<T> {
  try {
    await make();
    return made;
  } catch (error) {
    if (hasCode(error, alreadyExists)) return wasThere;
    throw error;
  }
}

/** Asks again while the servers answer that they do not know it yet. */
async function untilKnown<T>(unknown: number, ask: () => Promise<T>): Promise<T> {
  const giveUp = AbortSignal.timeout(usableWithinMs);
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!hasCode(error, unknown) || giveUp.aborted) throw error;
      await sleep(100);
    }
  }
}

function hasCode(error: unknown, code: number): boolean {
  return isGrpcServiceError(error) && (error.code as number) === code;
}

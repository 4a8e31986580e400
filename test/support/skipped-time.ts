import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { beforeAll, beforeEach, inject } from 'vitest';
import { searchAttribute } from '../../src/workflows/contract.js';
import { askAgain } from './answered-queries.js';

// Temporal's number for the type Keyword.
const KEYWORD = 2;

// Warnings are many where failure is the subject; a bug shows in a workflow task that fails, which is an error.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

/**
 * Gives the tests of a file a time-skipping server of their own; `env()` is it. Its clock can run ten years ahead when an
 * order has ended and a refund is still open, and then skips no more: tests about refunds take one each.
 */
export function useSkippedTime(per: 'file' | 'test' = 'file'): () => TestWorkflowEnvironment {
  let env: TestWorkflowEnvironment;
  if (per === 'file') {
    beforeAll(async () => {
      env = await createSkippedTime();
      return () => env.teardown();
    });
  } else {
    beforeEach(async ({ onTestFinished }) => {
      env = await createSkippedTime();
      onTestFinished(() => env.teardown());
    });
  }
  return () => env;
}

export async function createSkippedTime(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path' as const, path: inject('testServerPath') };
  const interceptors = { workflow: [askAgain(() => env.connection)] };
  const create = () =>
    TestWorkflowEnvironment.createTimeSkipping({ server: { executable }, client: { interceptors } });
  // The SDK gives it five seconds, and on a busy machine it can need more.
  const env: TestWorkflowEnvironment = await create().catch(create).catch(create).catch(create);
  await env.connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: Object.fromEntries(Object.values(searchAttribute).map(({ name }) => [name, KEYWORD])),
  });
  return env;
}

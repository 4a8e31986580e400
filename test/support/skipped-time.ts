import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { afterAll, beforeAll, inject } from 'vitest';
import { searchAttribute } from '../../src/workflows/contract.js';

// Temporal's number for the type Keyword.
const KEYWORD = 2;

// Warnings are many where failure is the subject; a bug shows in a workflow task that fails, which is an error.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: { core: 'ERROR' } } },
});

/** Gives the tests of a file a time-skipping server of their own; `env()` is it. */
export function useSkippedTime(): () => TestWorkflowEnvironment {
  let env: TestWorkflowEnvironment | undefined;
  beforeAll(async () => {
    const executable = { type: 'existing-path' as const, path: inject('testServerPath') };
    env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    await env.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(Object.values(searchAttribute).map(({ name }) => [name, KEYWORD])),
    });
  });
  afterAll(() => env?.teardown());
  return () => env!;
}

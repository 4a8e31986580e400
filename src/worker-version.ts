import type { WorkerDeploymentVersion } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';
import * as z from 'zod';
import { check, type Checked } from './domain/problem.js';

// The server joins the two to one name, and keeps what begins with "__" to itself.
const schema = z.object({
  TEMPORAL_DEPLOYMENT_NAME: z
    .string('expected a name for what TEMPORAL_WORKER_BUILD_ID is a version of: set both, or neither')
    .regex(/^(?!__)[^.:]+$/, 'expected a name without "." and ":" that does not begin with "__"'),
  TEMPORAL_WORKER_BUILD_ID: z
    .string('expected the version of what TEMPORAL_DEPLOYMENT_NAME names: set both, or neither')
    .regex(/^(?!__)/, 'expected a version that does not begin with "__"'),
});

/**
 * Reads which version of the worker this is, by the names that Temporal's Worker Controller sets; none when neither is
 * set.
 */
export function readWorkerVersion(
  variables: NodeJS.Dict<string>,
): Checked<WorkerDeploymentVersion | undefined> {
  if (!Object.keys(schema.shape).some((name) => variables[name] !== undefined)) return { value: undefined };
  const checked = check(schema, variables);
  if ('problems' in checked) return checked;
  const { TEMPORAL_DEPLOYMENT_NAME: deploymentName, TEMPORAL_WORKER_BUILD_ID: buildId } = checked.value;
  return { value: { deploymentName, buildId } };
}

/** Keeps every order with the version that began it; a workflow that is to move on says so itself. */
export function ofVersion(
  version: WorkerDeploymentVersion | undefined,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (!version) return {};
  return {
    workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'PINNED' },
  };
}

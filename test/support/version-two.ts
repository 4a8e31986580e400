import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

// It writes one event more, first thing, into every order: neither version could go on with an order of the other.
const workflows = `
import { upsertMemo } from '@temporalio/workflow';
import { orderSaga as asBefore } from './order-saga.js';
export { refundDue } from './refund-due.js';

export async function orderSaga(request) {
  upsertMemo({ begunBy: 'v2' });
  return asBefore(request);
}
`;

/** Makes a copy of the worker's source whose orders go another way: what a release brings that needs no `patched`. */
export async function makeVersionTwo() {
  // Within the project, so that it finds the same packages.
  await mkdir(resolve('.cache/test'), { recursive: true });
  const folder = await mkdtemp(resolve('.cache/test/version-two-'));
  await cp(resolve('src'), folder, { recursive: true });
  const workflowsPath = join(folder, 'workflows/workflows.ts');
  await writeFile(workflowsPath, workflows);
  return {
    program: relative(resolve('.'), join(folder, 'worker.ts')),
    workflowsPath,
    remove: () => rm(folder, { recursive: true }),
  };
}

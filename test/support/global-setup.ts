import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { preloadModules } from '../../src/bundling.js';
import type { TestProject } from 'vitest/node';
import { ensureDevServer, ensureTestServer } from '../../tools/temporal/ensure-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    devServerPath: string;
    testServerPath: string;
    workflowBundlePath: string;
    /** What the tests are run on: `production` is a server on PostgreSQL, nothing a dev server. */
    topology?: 'production';
  }
}

/** What every test against Temporal needs once: the two servers, and the workflows bundled. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const [devServerPath, testServerPath, workflowBundlePath] = await Promise.all([
    ensureDevServer(),
    ensureTestServer(),
    bundleWorkflows(),
  ]);
  provide('devServerPath', devServerPath);
  provide('testServerPath', testServerPath);
  provide('workflowBundlePath', workflowBundlePath);
}

async function bundleWorkflows(): Promise<string> {
  const quiet = () => undefined;
  const logger = {
    log: quiet,
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: console.warn,
    error: console.error,
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: resolve('src/workflows/workflows.ts'),
    preloadModules,
    logger,
  });
  const path = resolve('.cache/test/workflows.js');
  await mkdir(resolve('.cache/test'), { recursive: true });
  await writeFile(path, code);
  return path;
}

import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDevServer, ensureTestServer } from '../../tools/temporal/ensure-server.js';
import { buildOnce } from './built.js';

declare module 'vitest' {
  interface ProvidedContext {
    devServerPath: string;
    testServerPath: string;
    workflowBundlePath: string;
    /** What `npm run build` makes. */
    distPath: string;
    /** What the tests are run on: `production` is a server on PostgreSQL, nothing a dev server. */
    topology?: 'production';
  }
}

/** What every test against Temporal needs once: the two servers, and what runs in production. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const [devServerPath, testServerPath, distPath] = await Promise.all([
    ensureDevServer(),
    ensureTestServer(),
    buildOnce(),
  ]);
  provide('devServerPath', devServerPath);
  provide('testServerPath', testServerPath);
  provide('distPath', distPath);
  provide('workflowBundlePath', join(distPath, 'workflow-bundle.js'));
}

import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDevServer, ensureTestServer } from '../../tools/temporal/ensure-server.js';
import { run } from '../../tools/temporal/run.js';

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
  // Not the developer's own, which would change underneath them.
  const distPath = resolve('.cache/test/dist');
  const workflowBundlePath = join(distPath, 'workflow-bundle.js');
  const [devServerPath, testServerPath] = await Promise.all([
    ensureDevServer(),
    ensureTestServer(),
    build(distPath, workflowBundlePath),
  ]);
  provide('devServerPath', devServerPath);
  provide('testServerPath', testServerPath);
  provide('distPath', distPath);
  provide('workflowBundlePath', workflowBundlePath);
}

/** Builds, unless nothing has changed since: the last file of a build is newer than all that it is made of. */
async function build(folder: string, lastFile: string): Promise<void> {
  const sources = ['src', 'tools', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  const newer = await run('find', [...sources, '-newer', lastFile]).catch(() => 'there is no build');
  if (newer !== '') await run('npm', ['run', '--silent', 'build', '--', folder]);
}

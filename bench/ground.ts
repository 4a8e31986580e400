import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { startProgram } from '../demo/program.js';
import { ensureDevServer } from '../tools/temporal/ensure-server.js';
import { run } from '../tools/temporal/run.js';

/** What everything is measured on. */
export interface Ground {
  /** The Temporal CLI. */
  readonly cliPath: string;
  readonly upstreamUrl: string;
  /** The workflows of the variants that ours is compared with. */
  readonly bundlePath: string;
  /** For data; it ends with this process. */
  readonly folder: string;
  /** Told of what has ended and should not have. */
  readonly onBroken: (words: string) => void;
}

// tsc and the bundler, on a machine that does other things too.
const buildsWithinMs = 300_000;

/** Builds what runs in production, bundles what it is compared with, and starts the upstream. */
export async function layGround(onBroken: Ground['onBroken']): Promise<Ground> {
  const cliPath = await ensureDevServer();
  const root = join(import.meta.dirname, '..');
  await run('npm', ['--prefix', root, 'run', '--silent', 'build'], { limitMs: buildsWithinMs });
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const bundlePath = join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, 'variants/workflows.ts'),
    logger: new DefaultLogger('WARN'),
  });
  await writeFile(bundlePath, code);
  const { found: upstreamUrl } = await startProgram('bench/upstream.ts', {
    ready: /^upstream ready at (\S+)$/m,
  });
  return { cliPath, upstreamUrl, bundlePath, folder, onBroken };
}

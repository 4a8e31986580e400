// The end of `npm run build`: adds to dist, which is its argument, what the compiler leaves out, and the workflows bundled
// for the worker.
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type * as Bundling from '../src/bundling.js';
import { tracedWorkflowModules } from '../src/telemetry/traced-workflows.js';

const dist = resolve(process.argv[2] ?? 'dist');
const { builtBundle, everyBundle, failureConverterPath, preloadModules, workflowsPath } = (await import(
  pathToFileURL(join(dist, 'bundling.js')).href
)) as typeof Bundling;
const src = fileURLToPath(new URL('../src', import.meta.url));

await cp(src, dist, { recursive: true, filter: (file) => !file.endsWith('.ts') });

for (const bundled of everyBundle) await bundle(bundled);

async function bundle(bundled: Bundling.Bundled): Promise<void> {
  const { code } = await bundleWorkflowCode({
    ...(bundled.encrypts && { failureConverterPath }),
    workflowInterceptorModules: bundled.traced ? tracedWorkflowModules : [],
    workflowsPath: workflowsPath(bundled),
    preloadModules,
    logger: new DefaultLogger('WARN'),
    // Its source map names files from here on, where the SDK names them from the root of the machine that builds.
    webpackConfigHook: (config) => ({
      ...config,
      output: { ...config.output, devtoolModuleFilenameTemplate: '[resource-path]' },
    }),
  });
  await writeFile(builtBundle(bundled), code);
}

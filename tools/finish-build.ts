// The end of `npm run build`: adds to dist what the compiler leaves out, and the workflows bundled for the worker.
import { cp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as Bundling from '../src/bundling.js';
import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker';

const { preloadModules } = (await import(
  new URL('../dist/bundling.js', import.meta.url).href
)) as typeof Bundling;
const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

await cp(path('src'), path('dist'), { recursive: true, filter: (file) => !file.endsWith('.ts') });

// What becomes of a failure inside a workflow is settled here: a worker that encrypts needs a bundle of its own.
const failureConverterPath = path('dist/workflows/failure-converter.js');
await bundle('versioned', 'dist/versioned-bundle.js');
await bundle('versioned', 'dist/versioned-bundle-encrypting.js', { failureConverterPath });
await bundle('workflows', 'dist/workflow-bundle-encrypting.js', { failureConverterPath });
// Last, so that a dist with this bundle is a whole one.
await bundle('workflows', 'dist/workflow-bundle.js');

async function bundle(
  entry: 'workflows' | 'versioned',
  file: string,
  options: Pick<BundleOptions, 'failureConverterPath'> = {},
): Promise<void> {
  const { code } = await bundleWorkflowCode({
    ...options,
    workflowsPath: path(`dist/workflows/${entry}.js`),
    preloadModules,
    logger: new DefaultLogger('WARN'),
    // Its source map names files from here on, where the SDK names them from the root of the machine that builds.
    webpackConfigHook: (config) => ({
      ...config,
      output: { ...config.output, devtoolModuleFilenameTemplate: '[resource-path]' },
    }),
  });
  await writeFile(path(file), code);
}

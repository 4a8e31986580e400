// The end of `npm run build`: adds to dist what the compiler leaves out, and the workflows bundled for the worker there.
import { cp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const path = (relative: string) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

await cp(path('src'), path('dist'), { recursive: true, filter: (file) => !file.endsWith('.ts') });

const { code } = await bundleWorkflowCode({
  workflowsPath: path('dist/workflows/workflows.js'),
  logger: new DefaultLogger('WARN'),
  // Its source map names files from here on, where the SDK names them from the root of the machine that builds.
  webpackConfigHook: (config) => ({
    ...config,
    output: { ...config.output, devtoolModuleFilenameTemplate: '[resource-path]' },
  }),
});
// Last, so that a dist with a bundle is a whole one.
await writeFile(path('dist/workflow-bundle.js'), code);

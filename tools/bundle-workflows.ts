// The last step of `npm run build`: bundles the workflows in dist for the worker there.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const inDist = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));

const { code } = await bundleWorkflowCode({
  workflowsPath: inDist('workflows/workflows.js'),
  logger: new DefaultLogger('WARN'),
  // Its source map names files from here on, where the SDK names them from the root of the machine that builds.
  webpackConfigHook: (config) => ({
    ...config,
    output: { ...config.output, devtoolModuleFilenameTemplate: '[resource-path]' },
  }),
});
await writeFile(inDist('workflow-bundle.js'), code);

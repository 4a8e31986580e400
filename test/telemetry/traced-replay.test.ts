import { resolve } from 'node:path';
import {
  bundleWorkflowCode,
  DefaultLogger,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { preloadModules } from '../../src/bundling.js';
import { tracedWorkflowModules } from '../../src/telemetry/traced-workflows.js';
import { allRecorded, readHistory } from '../replay/recorded.js';

// The recorded histories are of workflows without traces. Who turns traces on has orders under way.

let traced: WorkflowBundleWithSourceMap;
beforeAll(async () => {
  traced = await bundleWorkflowCode({
    workflowsPath: resolve('src/workflows/workflows.ts'),
    preloadModules,
    workflowInterceptorModules: tracedWorkflowModules,
    logger: new DefaultLogger('WARN'),
  });
});

it.each(allRecorded)('replays %s with traces', async (path) => {
  await expect(
    Worker.runReplayHistory({ workflowBundle: traced }, readHistory(path)),
  ).resolves.toBeUndefined();
});

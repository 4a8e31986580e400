import type { WorkerOptions } from '@temporalio/worker';
import { nameInLog } from './name-in-log.js';
import { tracedWorkflowModules } from './traced-workflows.js';
import type { Tracing } from './tracing.js';

/** What makes a worker's log lines name their orders, and its work a part of traces, if there are any. */
export function watchedOptions(
  tracing: Tracing | undefined,
  { bundles }: { readonly bundles: boolean },
): Pick<WorkerOptions, 'interceptors' | 'sinks'> {
  return {
    interceptors: {
      activity: [nameInLog, ...(tracing ? [tracing.traceActivity] : [])],
      // What is bundled already has brought them along, and the worker would warn.
      workflowModules: tracing && bundles ? tracedWorkflowModules : [],
    },
    sinks: { ...tracing?.sinks },
  };
}

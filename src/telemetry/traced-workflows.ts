import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** What workflows are bundled with when they are to be traced. */
export const tracedWorkflowModules = [
  resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors'),
];

import type { WorkerOptions } from '@temporalio/worker';

/** How every worker runs, whatever it works on. */
export const workerSettings = {
  // Longer than the longest activity (20 s): a call in flight is finished, not torn off with its effect unknown.
  shutdownGraceTime: '25 seconds',
  shutdownForceTime: '30 seconds',
  // Memory stays the same, however many orders wait: one that is not kept is replayed when its payment comes, which
  // takes milliseconds. Without this the SDK keeps as many as the machine's memory allows.
  maxCachedWorkflows: 500,
  // A task that takes a step itself waits for the platform, for nine seconds at most. The SDK's 40 tasks at a time would have a
  // slow platform hold up every other order's payments and queries.
  maxConcurrentWorkflowTaskExecutions: 200,
  maxConcurrentLocalActivityExecutions: 200,
} satisfies Partial<WorkerOptions>;

/** What is set in the process of a worker before the SDK's runtime is installed, unless it is set otherwise. */
export const workerEnvironment = {
  // Of the native half of the SDK, which calls Temporal: as many as there are cores, of itself. It takes a tenth of what a worker
  // takes; threads that hand that on to each other cost a worker 3 % more, measured side by side.
  TOKIO_WORKER_THREADS: '1',
};

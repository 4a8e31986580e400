import { CancellationScope, condition } from '@temporalio/workflow';

/** Waits, also when the workflow is being cancelled: whoever asked still gets an answer. */
export function until(what: () => boolean): Promise<void> {
  return CancellationScope.nonCancellable(() => condition(what));
}

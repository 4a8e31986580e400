import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Activities } from '../../src/activities/activities.js';

/** A worker in two halves: one carries out, the other decides, with what belongs to its workflow tasks, and can rest. */
export interface SplitWorker {
  /** Returns when nobody decides any more: what happens from now on waits for one workflow task. */
  rest(): Promise<void>;
  /** Goes on, with all that has happened meanwhile. */
  decide(): Promise<void>;
  whileNobodyDecides(happen: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

export interface SplitWorkerOptions extends Required<Pick<WorkerOptions, 'taskQueue' | 'workflowBundle'>> {
  readonly connection: NativeConnection;
  readonly activities: Activities;
  readonly identity?: string;
}

/** Starts both halves. */
export async function startSplitWorker({
  activities,
  workflowBundle,
  ...both
}: SplitWorkerOptions): Promise<SplitWorker> {
  const carryingOut = running(await Worker.create({ ...both, activities }));
  // It keeps no workflow in mind, or the server would wait ten seconds for it before another may go on.
  const decides = { workflowBundle, activities, enableNonLocalActivities: false, maxCachedWorkflows: 0 };
  const decider = async () => running(await Worker.create({ ...both, ...decides }));
  let deciding = await decider();

  const rest = () => deciding.stop();
  const decide = async () => void (deciding = await decider());
  async function whileNobodyDecides(happen: () => Promise<unknown>): Promise<void> {
    await rest();
    await happen();
    await decide();
  }
  return {
    rest,
    decide,
    whileNobodyDecides,
    close: async () => void (await Promise.all([carryingOut.stop(), deciding.stop()])),
  };
}

function running(worker: Worker) {
  const stopped = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await stopped;
    },
  };
}

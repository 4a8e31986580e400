export type Stage = ReturnType<typeof visitStage>;

// It is on the same machine: what takes longer is not there.
const PATIENCE_MS = 2_000;

/** Reaches who has the worker of this shop (demo/stage-door.ts). */
export function visitStage(url: string) {
  const call = (method: string, path: string) =>
    fetch(new URL(path, url), { method, signal: AbortSignal.timeout(PATIENCE_MS) });
  return {
    async workerIsDead(): Promise<boolean> {
      const worker = (await (await call('GET', '/worker')).json()) as { readonly running: boolean };
      return !worker.running;
    },
    /** With SIGKILL. Another one comes by itself. */
    async killWorker(): Promise<void> {
      await call('POST', '/kill-worker');
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { inClosedLoop } from '../loads.js';
import type { Plan } from '../plan.js';
import { cpuMs } from '../process-use.js';
import type { Running, Site } from '../site.js';
import type { VariantName } from '../variants/variant.js';

/** What one variant did in one window. Times are milliseconds of processor time for each order. */
export interface Pace {
  readonly users: number;
  readonly variant: VariantName;
  readonly ordersPerSecond: number;
  readonly workerMs: number;
  readonly serverMs: number;
  readonly clientMs: number;
}

/** Has so many customers buy from one variant, each again and again, under references of the series; watched after `settleMs`. */
export async function paceOf(
  { serverPid }: Pick<Site, 'serverPid'>,
  variant: Running,
  users: number,
  series: string,
  { windowMs, timesEach, settleMs }: Pick<Plan, 'windowMs' | 'timesEach' | 'settleMs'>,
): Promise<Pace> {
  let [placed, done] = [0, 0];
  async function buy(): Promise<void> {
    const reference = `${series}-${++placed}`;
    await variant.place(reference);
    await variant.pay(reference);
    done++;
  }
  const now = () => ({
    at: performance.now(),
    done,
    worker: cpuMs(variant.workerPid()),
    server: cpuMs(serverPid),
    client: cpuMs(process.pid),
  });
  return inClosedLoop(users, buy, async () => {
    await sleep(settleMs);
    // They all begin at once, and buy in step for a while.
    await until(() => done >= users);
    const before = now();
    const enough = before.done + timesEach * users;
    await until(() => performance.now() - before.at >= windowMs && done >= enough);
    const after = now();
    const orders = after.done - before.done;
    return {
      users,
      variant: variant.name,
      ordersPerSecond: (orders * 1000) / (after.at - before.at),
      workerMs: (after.worker - before.worker) / orders,
      serverMs: (after.server - before.server) / orders,
      clientMs: (after.client - before.client) / orders,
    };
  });
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await sleep(5);
}

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

/** Has so many customers buy from one variant, each again and again, under references of the series. */
export async function paceOf(
  { serverPid }: Site,
  variant: Running,
  users: number,
  series: string,
  { windowMs, timesEach }: Plan,
): Promise<Pace> {
  const customers = customersOf(variant, series);
  const now = () => ({
    at: performance.now(),
    done: customers.done(),
    worker: cpuMs(variant.workerPid()),
    server: cpuMs(serverPid),
    client: cpuMs(process.pid),
  });
  return inClosedLoop(users, customers.buy, async () => {
    // They all begin at once, and buy in step for a while.
    await until(() => customers.done() >= users);
    const before = now();
    const enough = before.done + timesEach * users;
    await until(() => performance.now() - before.at >= windowMs && customers.done() >= enough);
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

/** The same, with nobody watching. */
export async function sellFor(ms: number, users: number, variant: Running, series: string): Promise<void> {
  await inClosedLoop(users, customersOf(variant, series).buy, () => sleep(ms));
}

function customersOf({ place, pay }: Running, series: string) {
  let [placed, done] = [0, 0];
  async function buy(): Promise<void> {
    const reference = `${series}-${++placed}`;
    await place(reference);
    await pay(reference);
    done++;
  }
  return { buy, done: () => done };
}

async function until(met: () => boolean): Promise<void> {
  while (!met()) await sleep(5);
}

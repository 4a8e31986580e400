import type { Fault } from './faults.js';
import type { OrderView } from './order-view.js';
import { viewOrders } from './order-view.js';
import type { PlatformMove } from './platform-moves.js';
import { movePlatform, prolongHold } from './platform-moves.js';
import { expireLapsed } from './platform.js';
import type { StockCount } from './stock.js';
import { countStock } from './stock.js';
import type { World } from './world.js';

export type Control = ReturnType<typeof createControl>;

/** What a sandbox can be asked and told besides its API. */
export function createControl({ catalogue, platform, clock, journal, faults }: World) {
  const upToDate = async () => {
    const now = await clock.now();
    expireLapsed(platform, now);
    return now;
  };
  const move = (name: PlatformMove) => async (orderId: string) =>
    movePlatform(platform, name, orderId, await upToDate());
  return {
    /** The events, with their sets and prices. */
    catalogue: () => structuredClone(catalogue),
    /** What was received and answered, in the order in which it came: the newest 10,000, and `seq` counts them all. */
    journal: journal.read,
    /** The platform's own view of every order, newest first. */
    async orders(): Promise<OrderView[]> {
      await upToDate();
      return structuredClone(viewOrders(platform));
    },
    /** How many tickets of each set are free, held and sold. */
    async stock(): Promise<StockCount> {
      await upToDate();
      return countStock(platform.stock);
    },
    /** Adds a fault; those added first meet first. */
    fail(fault: Fault): void {
      faults.add(fault);
    },
    faults: faults.list,
    clearFaults: (): void => faults.clear(),
    /** The sandbox's time, in epoch ms. */
    now: clock.now,
    advance: (ms: number): void => clock.advance(ms),
    setClock: (epochMs: number): Promise<void> => clock.set(epochMs),
    /** What the platform does by itself, without telling the seller. */
    platform: {
      /** An order in progress becomes done. */
      pay: move('pay'),
      expire: move('expire'),
      cancel: move('cancel'),
      /** The order is forgotten and its tickets are free. */
      vanish: move('vanish'),
      /** `reserved_till` moves later. */
      async prolong(orderId: string, ms: number): Promise<void> {
        await upToDate();
        prolongHold(platform, orderId, ms);
      },
    },
  };
}

import { mostOrders } from './catalogue.js';
import { drawWay, liveOrder, type Doors } from './customer.js';
import { createRandom } from './random.js';

/** Where customers buy. */
export interface Market {
  /** Rejects when somebody was not served. */
  readonly failed: Promise<never>;
  /** Lets nobody in any more, lets those pay who wait for the end, and returns when all have left. */
  close: () => Promise<void>;
}

const words = (error: unknown): string =>
  error instanceof Error
    ? [error.message, error.cause && words(error.cause)].filter(Boolean).join(': ')
    : String(error);

/** Lets so many customers buy at once, one after the other, until it is closed. */
export function openMarket({
  customers,
  seed,
  ...shop
}: Pick<Doors, 'orders' | 'gateway' | 'book'> & { customers: number; seed: number }): Market {
  const random = createRandom(seed);
  let isOpen = true;
  let number = 0;
  let end: () => void;
  let fail: (error: unknown) => void;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Whoever cares awaits it.
  failed.catch(() => undefined);
  const waiting: Promise<void>[] = [];

  async function serve(): Promise<void> {
    while (number < mostOrders) {
      if (!isOpen) return;
      number += 1;
      const way = drawWay(random());
      const reference = `order-${seed}-${number}`;
      const life = liveOrder({ ...shop, random, ended }, number, reference, way).catch((error: unknown) => {
        throw new Error(`${reference}, which ${way}, was refused: ${words(error)}`, { cause: error });
      });
      if (way === 'pays in the end') waiting.push(life.catch(fail));
      else await life;
    }
  }
  const served = Promise.all(Array.from({ length: customers }, () => serve().catch(fail)));
  return {
    failed,
    async close() {
      isOpen = false;
      await served;
      end();
      await Promise.all(waiting);
    },
  };
}

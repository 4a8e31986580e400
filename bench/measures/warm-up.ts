import { inPool } from '../loads.js';
import type { Running } from '../site.js';

// After so many orders the machine code of the hot paths is made.
const orders = Array.from({ length: 200 }, (_, index) => `warm-${index}`);

/** Lets every worker find its pace, out of what is counted. */
export async function warmUp(variants: readonly Running[]): Promise<void> {
  for (const { place, pay } of variants)
    await inPool(8, orders, async (reference) => {
      await place(reference);
      await pay(reference);
    });
}

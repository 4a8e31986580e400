import { inPool } from '../loads.js';
import type { Running } from '../site.js';

/** Lets every worker find its pace with so many orders, out of what is counted. */
export async function warmUp(variants: readonly Running[], orders: number): Promise<void> {
  const references = Array.from({ length: orders }, (_, index) => `warm-${index}`);
  for (const { place, pay } of variants)
    await inPool(8, references, async (reference) => {
      await place(reference);
      await pay(reference);
    });
}

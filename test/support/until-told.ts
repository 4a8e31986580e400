import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderOutcome } from '../../src/client.js';

const LATE_MS = 5_000;

/**
 * Waits for an outcome. On a busy machine the server with skipped time forgets, once in hundreds of orders, to tell who waits
 * for an end: whoever asks anew once it is over is told.
 */
export async function untilTold(
  ask: () => Promise<OrderOutcome>,
  isOver: () => Promise<boolean>,
): Promise<OrderOutcome> {
  const waiting = ask();
  const told = waiting.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([told, sleep(LATE_MS, false, { ref: false })])))
    if (await isOver()) return Promise.race([waiting, ask()]);
  return waiting;
}

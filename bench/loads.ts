import { setTimeout as sleep } from 'node:timers/promises';

/** Has so many users do the work again and again, each at once after the last, for as long as `measure` takes. */
export async function inClosedLoop<T>(
  users: number,
  work: () => Promise<void>,
  measure: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const user = async () => {
    while (!over.signal.aborted) await work();
  };
  const measured = measure().finally(() => over.abort());
  await Promise.all([measured, ...Array.from({ length: users }, user)]);
  return measured;
}

/** When each of the arrivals is meant to come, in milliseconds from the start. */
export function arrivals(perSecond: number, seconds: number): number[] {
  return Array.from({ length: Math.round(perSecond * seconds) }, (_, index) => (index * 1000) / perSecond);
}

/**
 * Starts the work at these times whether or not the work before is done, and answers when all is. The work is told the
 * time for which it was intended (of `performance.now`): latency counts from there, so that what comes late is slow.
 */
export async function inOpenLoop(
  times: readonly number[],
  work: (intendedAt: number) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  const running: Promise<void>[] = [];
  for (const time of times) {
    const intendedAt = start + time;
    await sleep(Math.max(0, intendedAt - performance.now()));
    running.push(work(intendedAt));
  }
  await Promise.all(running);
}

/** The same, every other round from back to front: what changes with time falls out. */
export function thereAndBack<T>(items: readonly T[], round: number): readonly T[] {
  return round % 2 === 1 ? items : items.toReversed();
}

/** Does the work once for each item, so many at a time. */
export async function inPool<T>(
  size: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: size }, one));
}

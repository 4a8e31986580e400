import type { Say } from './acquire.js';

// CI systems take minutes of silence for a hang, people much less.
const everyMs = 15_000;

/** Tells what is being done when it starts, every 15 s with the time that has passed, and when it is done. */
export async function withProgress<T>(say: Say, doing: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const elapsed = () => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  };
  say(`${doing} …`);
  const timer = setInterval(() => say(`${doing} … ${elapsed()}`), everyMs);
  try {
    const result = await work();
    say(`${doing}: done after ${elapsed()}`);
    return result;
  } finally {
    clearInterval(timer);
  }
}

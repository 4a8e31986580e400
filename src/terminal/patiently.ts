import type { Screen } from './screen.js';

// What needs a decision takes a second when all is well.
const SAY_AFTER_MS = 5_000;

/** Waits for a call; when that takes long, says once what for. */
export async function patiently<T>(screen: Screen, awaited: string, call: Promise<T>): Promise<T> {
  const say = () => screen.note(`still waiting until ${awaited}; is a worker running? order doctor looks`);
  const late = setTimeout(say, SAY_AFTER_MS);
  try {
    return await call;
  } finally {
    clearTimeout(late);
  }
}

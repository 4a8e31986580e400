import { setTimeout as sleep } from 'node:timers/promises';
import type { UnderWay } from './under-way.js';

// Quick enough for the eye, and far from a load.
const LOOK_EVERY_MS = 250;

interface Feed<Sight> {
  readonly viewers: Set<(sight: Sight) => void>;
  last?: Sight;
}

/** Shows the same thing to many at a time: it is looked at once for all of them, and only while there are any. */
export function createFeeds<Sight>(underWay: UnderWay, open: (key: string) => () => Promise<Sight>) {
  const feeds = new Map<string, Feed<Sight>>();

  async function run(key: string, feed: Feed<Sight>): Promise<void> {
    const look = open(key);
    while (feed.viewers.size > 0) {
      // What cannot be seen now is looked at again.
      const sight = await look().catch(() => undefined);
      if (sight !== undefined) {
        feed.last = sight;
        for (const show of feed.viewers) show(sight);
      }
      await sleep(LOOK_EVERY_MS);
    }
    feeds.delete(key);
  }

  /** Calls `show` with what is seen, again and again, until the signal. */
  return function view(key: string, show: (sight: Sight) => void, until: AbortSignal): void {
    const feed = feeds.get(key) ?? { viewers: new Set() };
    if (feed.last !== undefined) show(feed.last);
    feed.viewers.add(show);
    until.addEventListener('abort', () => feed.viewers.delete(show), { once: true });
    if (feeds.has(key)) return;
    feeds.set(key, feed);
    underWay.add(run(key, feed));
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { NoOutcome, OrderNotFound } from '../client.js';

/** Somebody who wants to know how something stands. */
export interface Follower<Sight> {
  tell(sight: Sight): void;
  /** Nothing more can be said of it. */
  leave(): void;
}

// A person takes it for at once; each look at an order costs the worker a query.
const LOOK_EVERY_MS = 500;

/** Looks at what somebody follows: at each thing once in a while, however many follow it, and only while they do. */
export function createLookout<Sight>(look: (name: string) => Promise<Sight>) {
  const followed = new Map<string, { followers: Set<Follower<Sight>>; ended: Promise<void> }>();

  /** Tells the follower what is seen, again and again, until it is told to stop. */
  function follow(name: string, follower: Follower<Sight>): () => void {
    const followers = followed.get(name)?.followers ?? new Set();
    followers.add(follower);
    if (!followed.has(name)) followed.set(name, { followers, ended: lookFor(name, followers) });
    return () => void followers.delete(follower);
  }

  async function lookFor(name: string, followers: Set<Follower<Sight>>): Promise<void> {
    for (;;) {
      await sleep(LOOK_EVERY_MS);
      if (followers.size === 0) break;
      try {
        const sight = await look(name);
        for (const follower of followers) tell(follower, sight);
      } catch (error) {
        // Whatever cannot be reached may come back while they wait.
        if (!(error instanceof OrderNotFound || error instanceof NoOutcome)) continue;
        for (const follower of followers) follower.leave();
        followers.clear();
      }
    }
    followed.delete(name);
  }

  /** Waits for the last look, once all followers have left: what it looks through can then be closed. */
  async function ended(): Promise<void> {
    await Promise.all(Array.from(followed.values(), (one) => one.ended));
  }

  return { follow, ended };
}

/** One who cannot be told does not keep the others from it. */
function tell<Sight>(follower: Follower<Sight>, sight: Sight): void {
  try {
    follower.tell(sight);
  } catch {
    follower.leave();
  }
}

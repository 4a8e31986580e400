import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable, type OrderStatus } from '../client.js';

/** Somebody who wants to know how an order stands, until it has ended. */
export interface Follower {
  tell(status: OrderStatus): void;
  /** Nothing more can be said of the order. */
  leave(): void;
}

// A person takes it for at once; each look costs the worker a query.
const LOOK_EVERY_MS = 500;

/** Looks at the orders that somebody follows: at each once in a while, however many follow it, and only while they do. */
export function createLookout(read: (reference: string) => Promise<OrderStatus>) {
  const followed = new Map<string, Set<Follower>>();

  /** Tells the follower how the order stands again and again, until it is told to stop. */
  function follow(reference: string, follower: Follower): () => void {
    const followers = followed.get(reference) ?? new Set();
    followers.add(follower);
    if (!followed.has(reference)) {
      followed.set(reference, followers);
      void lookFor(followers, reference);
    }
    return () => void followers.delete(follower);
  }

  async function lookFor(followers: Set<Follower>, reference: string): Promise<void> {
    for (;;) {
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
      if (followers.size === 0) break;
      try {
        const status = await read(reference);
        for (const follower of followers) follower.tell(status);
      } catch (error) {
        // Temporal may come back while they wait; anything else does not pass.
        if (error instanceof Unavailable) continue;
        for (const follower of followers) follower.leave();
        followers.clear();
      }
    }
    followed.delete(reference);
  }

  return { follow };
}

import { join } from 'node:path';
import type { Ground } from './ground.js';
import { inPool } from './loads.js';
import { openSite, type Running, type Site } from './site.js';

const placedAtOnce = 32;

/** A site of ours, whose data outlive it, with many orders that wait for their payment. */
export interface WaitingRoom {
  readonly site: Site;
  readonly ours: Running;
  /** The orders, in the order in which they came. */
  readonly references: readonly string[];
  /** Places orders until so many have been placed. */
  fillTo(count: number): Promise<void>;
  /** Brings everything up again after `site.kill()`. */
  reopen(): Promise<void>;
}

export async function openWaitingRoom(ground: Ground): Promise<WaitingRoom> {
  const references: string[] = [];
  const open = async () => {
    const site = await openSite(ground, ['ours'], { dbFile: join(ground.folder, 'orders.db') });
    return { site, ours: site.variants[0] as Running };
  };
  let opened = await open();
  return {
    get site() {
      return opened.site;
    },
    get ours() {
      return opened.ours;
    },
    references,
    async fillTo(count) {
      const more = Array.from({ length: count - references.length }, (_, index) => references.length + index);
      const names = more.map((one) => `waiting-${one}`);
      await inPool(placedAtOnce, names, opened.ours.place);
      references.push(...names);
    },
    async reopen() {
      opened = await open();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { workerSettings } from '../../src/worker-settings.js';
import { number, spread, table } from '../markdown.js';
import type { Plan } from '../plan.js';
import { residentBytes } from '../process-use.js';
import { ratioOf, spreadOf } from '../statistics.js';
import type { WaitingRoom } from '../waiting-room.js';
import type { Measured, Say } from './measure.js';

// One a second, until what the last orders left behind is collected, as far as it will be.
const looks = 8;
const MIB = 1024 * 1024;

/** Looks at the memory of worker and server while few and while many orders wait for their payment. */
export async function measureMemory(
  room: WaitingRoom,
  { waiting: { few, many } }: Plan,
  say: Say,
): Promise<Measured> {
  const [atFew, atMany] = [await lookAt(few), await lookAt(many)];
  const worker = ratioOf(atMany.worker, atFew.worker);
  const perOrder = (part: 'worker' | 'server') =>
    ((spreadOf(atMany[part]).median - spreadOf(atFew[part]).median) * 1024) / (many - few);
  return {
    figures: { memory10kTo1k: worker.median },
    report: [
      '## Memory of orders that wait',
      `The resident set, in MiB, when so many orders have been placed and wait for their payment. A worker keeps ${workerSettings.maxCachedWorkflows} orders at hand, and replays another one when something happens to it.`,
      table(
        ['', `${number(few)} wait`, `${number(many)} wait`, 'ratio', 'KiB for one more'],
        (['worker', 'server'] as const).map((part) => [
          part,
          spread(spreadOf(atFew[part])),
          spread(spreadOf(atMany[part])),
          spread(ratioOf(atMany[part], atFew[part])),
          number(perOrder(part)),
        ]),
      ),
    ].join('\n\n'),
  };

  async function lookAt(count: number) {
    await room.fillTo(count);
    const seen = { worker: [] as number[], server: [] as number[] };
    for (let look = 0; look < looks; look++) {
      await sleep(1_000);
      seen.worker.push(residentBytes(room.ours.workerPid()) / MIB);
      seen.server.push(residentBytes(room.site.serverPid) / MIB);
    }
    const [held, stored] = [spreadOf(seen.worker).median, spreadOf(seen.server).median];
    say(`${count} orders wait: the worker takes ${number(held)} MiB, the server ${number(stored)}`);
    return seen;
  }
}

import { orderWorkflowId, paymentConfirmedSignal } from '../../src/workflows/contract.js';
import { inPool } from '../loads.js';
import { number, table } from '../markdown.js';
import type { Plan } from '../plan.js';
import { payment } from '../variants/variant.js';
import type { WaitingRoom } from '../waiting-room.js';
import type { Measured, Say } from './measure.js';

const atOnce = 32;

/** Kills while many orders wait, has some of them paid meanwhile, and waits until these are done. */
export async function measureDrain(
  room: WaitingRoom,
  { waiting, paidMeanwhile }: Plan,
  say: Say,
): Promise<Measured> {
  await room.fillTo(waiting.many);
  const afterDeath = await secondsToDrain(0, async () => {
    await room.ours.startWorker();
  });
  const afterRestart = await secondsToDrain(paidMeanwhile, async () => {
    await room.site.kill();
    await room.reopen();
  });
  const row = (what: string, seconds: number) => [what, number(seconds), number(paidMeanwhile / seconds)];
  return {
    figures: {},
    report: [
      '## After a crash',
      `${number(waiting.many)} orders wait for their payment when a SIGKILL comes, and ${number(paidMeanwhile)} of them are paid before a worker is back. The time counts from the moment when something is started again until the last of these is done; the worker has forgotten them all and replays each.`,
      table(
        ['killed', 'seconds', 'orders a second'],
        [row('the worker', afterDeath), row('server and worker', afterRestart)],
      ),
    ].join('\n\n'),
  };

  async function secondsToDrain(from: number, restart: () => Promise<void>): Promise<number> {
    const paid = room.references.slice(from, from + paidMeanwhile);
    await room.ours.killWorker();
    const handleOf = (reference: string) => room.site.client.workflow.getHandle(orderWorkflowId(reference));
    await inPool(atOnce, paid, (reference) => handleOf(reference).signal(paymentConfirmedSignal, payment));
    const start = performance.now();
    await restart();
    await inPool(atOnce, paid, async (reference) => void (await handleOf(reference).result()));
    const seconds = (performance.now() - start) / 1000;
    say(`${paid.length} orders that were paid meanwhile are done after ${number(seconds)} s`);
    return seconds;
  }
}

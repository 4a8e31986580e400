import { randomInt } from 'node:crypto';
import { runKills } from '../../tools/stack/kills/run-kills.js';
import { number, table } from '../markdown.js';
import type { Plan } from '../plan.js';
import type { Measured, Say } from './measure.js';

/** Kills server, database and workers of a whole stack under load, and counts what was acknowledged and is not there. */
export async function measureKills({ kills }: Plan, say: Say): Promise<Measured> {
  const report = await runKills({ kills, seed: randomInt(2 ** 31), say });
  const { server, database, worker } = report.kills;
  return {
    figures: { lostInKills: report.lost },
    report: [
      `## Lost in ${kills} kills`,
      'PostgreSQL, the production server and two workers on it are killed with SIGKILL at random, while customers place and pay; afterwards everything that was acknowledged to them is looked for.',
      table(
        ['kills: server', 'database', 'worker', 'orders acknowledged', 'payments acknowledged', 'lost'],
        [
          [server, database, worker, report.ordersAcknowledged, report.paymentsAcknowledged, report.lost].map(
            number,
          ),
        ],
      ),
    ].join('\n\n'),
  };
}

import type { Command } from 'commander';
import { loadDotEnv } from '../../dot-env.js';
import type { Answering } from '../answer.js';
import { showChecks } from '../doctor/check.js';
import { checkNode } from '../doctor/node.js';
import { checkTemporal } from '../doctor/temporal.js';
import { checkUpstream } from '../doctor/upstream.js';
import { exitStatus } from '../exit-status.js';

export function addDoctor(program: Command, answering: Answering): void {
  program
    .command('doctor')
    .description(
      'look whether everything is in place: Node, Temporal, a worker, the platform, its key, the clock',
    )
    .action(() =>
      answering(async () => {
        loadDotEnv();
        const [temporal, upstream] = await Promise.all([checkTemporal(), checkUpstream()]);
        const checks = [checkNode(), ...temporal, ...upstream];
        const healthy = checks.every(({ state }) => state === 'right');
        return {
          json: { healthy, checks },
          text: showChecks(checks),
          status: healthy ? exitStatus.done : exitStatus.failed,
        };
      }),
    );
}

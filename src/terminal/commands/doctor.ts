import type { Command } from 'commander';
import type { Answering } from '../answer.js';
import { showChecks } from '../doctor/check.js';
import { exitStatus } from '../exit-status.js';

export function addDoctor(program: Command, answering: Answering): void {
  program
    .command('doctor')
    .description('look whether all is in place: Node, Temporal, a worker, the platform, its key, the clock')
    .action(() =>
      answering(async () => {
        // Only now: no other command waits for the client of the platform to be loaded.
        const { examine } = await import('../doctor/examine.js');
        const checks = await examine();
        const healthy = checks.every(({ state }) => state !== 'wrong');
        return {
          json: { healthy, checks },
          text: showChecks(checks),
          status: healthy ? exitStatus.done : exitStatus.failed,
        };
      }),
    );
}

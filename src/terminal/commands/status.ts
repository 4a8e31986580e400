import type { Command } from 'commander';
import type { Answering } from '../answer.js';
import { exitStatus } from '../exit-status.js';
import { follow } from '../follow.js';
import { showStatus } from '../show-order.js';
import { AT_ONCE_MS, withOrders } from '../with-orders.js';

export function addStatus(program: Command, answering: Answering): void {
  program
    .command('status')
    .description('show how an order stands')
    .argument('<reference>')
    .option('--watch', 'follow it until it has ended')
    .action((reference: string, { watch = false }: { watch?: boolean }) =>
      answering((screen) =>
        withOrders(async (connected) => {
          if (watch) {
            const { outcome } = await follow(connected, reference, screen);
            return { status: outcome === 'completed' ? exitStatus.done : exitStatus.noTickets };
          }
          const status = await connected.within(AT_ONCE_MS, () => connected.orders.status(reference));
          const webUi = connected.webUi(reference);
          return {
            json: { ...status, ...(webUi !== undefined && { webUi }) },
            text: showStatus(status, webUi, Date.now()),
          };
        }),
      ),
    );
}

import type { Command } from 'commander';
import type { CancelOrder } from '../../client.js';
import type { Answering } from '../answer.js';
import { oneLine } from '../columns.js';
import { exitStatus } from '../exit-status.js';
import { patiently } from '../patiently.js';
import { outcomeWords } from '../show-order.js';
import { DECISION_MS, withOrders } from '../with-orders.js';

export function addCancel(program: Command, answering: Answering): void {
  program
    .command('cancel')
    .description('call an order off, and learn how it ended')
    .argument('<reference>')
    .requiredOption('--by <who>', 'customer, operator, or a name')
    .option('--reason <words>', 'why')
    .action((reference: string, message: CancelOrder) =>
      answering((screen) =>
        withOrders(async ({ orders, within }) => {
          const canceling = within(DECISION_MS, () => orders.cancel(reference, message));
          const ended = await patiently(screen, 'the order has ended', canceling);
          const owes = ended.outcome === 'refund_required';
          return {
            json: ended,
            text: `${owes ? '✗' : '✓'} ${oneLine(outcomeWords(ended))}${owes ? '; see order refunds' : ''}`,
            status: owes ? exitStatus.noTickets : exitStatus.done,
          };
        }),
      ),
    );
}

import type { Command } from 'commander';
import type { CancelOrder } from '../../client.js';
import type { Answering } from '../answer.js';
import { DECISION_MS, inShop } from '../shop.js';

export function addCancel(program: Command, answering: Answering): void {
  program
    .command('cancel')
    .description('call an order off, and wait until that is decided')
    .argument('<reference>')
    .requiredOption('--by <who>', 'customer, operator, or a name')
    .option('--reason <words>', 'why')
    .action((reference: string, message: CancelOrder) =>
      answering(() =>
        inShop(async ({ orders, within }) => {
          await within(DECISION_MS, () => orders.cancel(reference, message));
          return { json: { reference, canceled: true }, text: '✓ called off' };
        }),
      ),
    );
}

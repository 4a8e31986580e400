import { Option, type Command } from 'commander';
import type { ResolveByHand } from '../../client.js';
import { outcomeNames } from '../../domain/outcome.js';
import type { Answering } from '../answer.js';
import { AT_ONCE_MS, withOrders } from '../with-orders.js';

export function addResolve(program: Command, answering: Answering): void {
  program
    .command('resolve')
    .description('say how an order that is stuck ended in truth; any other flag it only takes down')
    .argument('<reference>')
    .requiredOption('--by <who>', 'who says so')
    .addOption(new Option('--outcome <outcome>', 'how it ended').choices(outcomeNames).makeOptionMandatory())
    .requiredOption('--note <words>', 'how that is known')
    .action((reference: string, message: ResolveByHand) =>
      answering(() =>
        withOrders(async ({ orders, within }) => {
          await within(AT_ONCE_MS, () => orders.resolve(reference, message));
          return { json: { reference, resolved: true }, text: '✓ resolved' };
        }),
      ),
    );
}

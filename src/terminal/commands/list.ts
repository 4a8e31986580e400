import { Option, type Command } from 'commander';
import type { ListedOrder, OrderFilter } from '../../client.js';
import { attentions } from '../../domain/attention.js';
import { outcomeNames } from '../../domain/outcome.js';
import { phases } from '../../workflows/contract.js';
import type { Answering } from '../answer.js';
import { columns } from '../columns.js';
import { instant } from '../time.js';
import { AT_ONCE_MS, withOrders } from '../with-orders.js';

export function addList(program: Command, answering: Answering): void {
  program
    .command('list')
    .description('list orders, the running ones first')
    .addOption(new Option('--phase <phase>', 'only those in this phase').choices(phases))
    .addOption(new Option('--outcome <outcome>', 'only those that ended so').choices(outcomeNames))
    .addOption(
      new Option('--attention [flag]', 'only those that wait for a human, for this reason or any')
        .choices(['any', ...attentions])
        .preset('any'),
    )
    .addOption(new Option('--limit <number>', 'at most so many').argParser(Number).default(100))
    .action((filter: OrderFilter) =>
      answering(() =>
        withOrders(async ({ orders, within }) => {
          const listed = await within(AT_ONCE_MS, () => orders.list(filter));
          return { json: listed, text: listed.length > 0 ? showOrders(listed) : 'no such orders' };
        }),
      ),
    );
}

/** A line for each order. */
function showOrders(orders: readonly ListedOrder[]): string {
  return columns([
    ['started', 'reference', 'phase', 'outcome', 'attention', 'order'],
    ...orders.map(({ startedAt, closedAt, reference, phase, outcome, attention, number }) => [
      instant(startedAt),
      reference,
      phase,
      outcome ?? (closedAt ? 'none: terminated or failed' : ''),
      attention ?? '',
      number === undefined ? '' : String(number),
    ]),
  ]);
}

import type { Command } from 'commander';
import type { OpenRefund, SettleRefund } from '../../client.js';
import type { Answering } from '../answer.js';
import { columns, exactly } from '../columns.js';
import { instant } from '../time.js';
import { whyOwed } from '../what-to-do.js';
import { AT_ONCE_MS, withOrders } from '../with-orders.js';

/** What is owed back, and how it is taken off that list. */
export function addRefunds(program: Command, answering: Answering): void {
  program
    .command('refunds')
    .description('list the money that is owed back')
    .action(() =>
      answering(() =>
        withOrders(async ({ orders, within }) => {
          const refunds = await within(AT_ONCE_MS, orders.refundsDue);
          return { json: refunds, text: refunds.length > 0 ? showRefunds(refunds) : 'nothing is owed' };
        }),
      ),
    );

  program
    .command('settle')
    .description('take a refund off the list: the money is back, or need not go back')
    .argument('<reference>')
    .argument('<paymentId>', 'as order refunds shows it')
    .requiredOption('--by <who>', 'who has seen to it')
    .requiredOption('--note <words>', 'how')
    .action((reference: string, paymentId: string, message: SettleRefund) =>
      answering(() =>
        withOrders(async ({ orders, within }) => {
          const settled = await within(AT_ONCE_MS, () => orders.settleRefund(reference, paymentId, message));
          const { amount, by, note } = settled;
          return { json: settled, text: columns([[`✓ ${amount} settled by ${by}: ${note}`]]) };
        }),
      ),
    );
}

/** A line for each refund. */
export function showRefunds(refunds: readonly OpenRefund[]): string {
  return columns([
    ['since', 'reference', 'payment', 'amount', 'why'],
    ...refunds.map(({ since, reference, paymentId, amount, why }) => [
      instant(since),
      exactly(reference),
      exactly(paymentId),
      amount,
      `${why}: ${whyOwed[why]}`,
    ]),
  ]);
}

import type { Command } from 'commander';
import type { Answering } from '../answer.js';
import { columns } from '../columns.js';
import { exitStatus } from '../exit-status.js';
import { patiently } from '../patiently.js';
import { DECISION_MS, withOrders } from '../with-orders.js';

const words = {
  applied: '✓ the order is done',
  part_paid: '✓ the rest is still to pay',
  duplicate: '✓ it was known already',
  refund_due: '✗ there are no tickets for it: it is owed back, see order refunds',
} as const;

export function addPay(program: Command, answering: Answering): void {
  program
    .command('pay')
    .description('report money that was taken, and learn where it is')
    .argument('<reference>')
    .argument('<paymentId>', 'of the payment provider; the same again changes nothing')
    .argument('<amount>', 'such as 100.00')
    .action((reference: string, paymentId: string, amount: string) =>
      answering((screen) =>
        withOrders(async ({ orders, within }) => {
          const reporting = within(DECISION_MS, () =>
            orders.confirmPayment(reference, { paymentId, amount }),
          );
          const { payment } = await patiently(screen, 'it is decided where the money goes', reporting);
          return {
            json: { reference, paymentId, amount, payment },
            text: columns([[words[payment]]]),
            status: payment === 'refund_due' ? exitStatus.noTickets : exitStatus.done,
          };
        }),
      ),
    );
}

import type { Command } from 'commander';
import type { Answering } from '../answer.js';
import { AT_ONCE_MS, withOrders } from '../with-orders.js';

export function addDecline(program: Command, answering: Answering): void {
  program
    .command('decline')
    .description('report that a payment did not come about, which ends the order as payment_failed')
    .argument('<reference>')
    .requiredOption('--reason <words>', 'why')
    .option('--not-final', 'the order goes on: the customer may try again')
    .action((reference: string, { reason, notFinal = false }: { reason: string; notFinal?: boolean }) =>
      answering(() =>
        withOrders(async ({ orders, within }) => {
          const declined = { reason, final: !notFinal };
          await within(AT_ONCE_MS, () => orders.paymentFailed(reference, declined));
          return {
            json: { reference, ...declined },
            text: notFinal ? '✓ noted, the order goes on' : '✓ noted, the order ends unless it is paid',
          };
        }),
      ),
    );
}

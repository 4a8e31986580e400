import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { InvalidInput, type OrderRequest } from '../../client.js';
import { readFile } from '../../dot-env.js';
import type { Answering } from '../answer.js';
import { exitStatus } from '../exit-status.js';
import { jsonFault } from '../json-fault.js';
import { patiently } from '../patiently.js';
import { showDue, showOutcome } from '../show-order.js';
import { DECISION_MS, withOrders } from '../with-orders.js';

const example = `
An order request; its fields are those of OrderRequest, the package's type:

  {
    "reference": "A-1",
    "event": "56a6253df06c5a059a93802e",
    "random": { "56a6254bf06c5a059b93800c": 2 },
    "payment": { "system": "api/BASE" }
  }

Placed again it gives the same answer, and never a second order.`;

export function addPlace(program: Command, answering: Answering): void {
  program
    .command('place')
    .description('place an order, and wait until its payment is due')
    .argument('<file>', 'the order request as JSON; - for standard input')
    .addHelpText('after', example)
    .action((file: string) =>
      answering(async (screen) => {
        // Checked by `place` as a whole, so that every field that is wrong is named.
        const request = (await readJson(file)) as OrderRequest;
        return withOrders(async ({ orders, within, webUi }) => {
          const placing = within(DECISION_MS, () => orders.place(request));
          const placed = await patiently(screen, 'the payment is due', placing);
          if (!('outcome' in placed))
            return { json: placed, text: showDue(placed, webUi(placed.reference), Date.now()) };
          const status = placed.outcome === 'completed' ? exitStatus.done : exitStatus.noTickets;
          return { json: placed, text: showOutcome(placed), status };
        });
      }),
    );
}

async function readJson(file: string): Promise<unknown> {
  const json = file === '-' ? await text(process.stdin) : readFile(file);
  const field = file === '-' ? 'standard input' : file;
  if (json === undefined) throw new InvalidInput([{ field, expected: 'expected a file that can be read' }]);
  try {
    return JSON.parse(json);
  } catch {
    // Without the parser's words: they quote the request, and with it the customer.
    const expected = `expected an order request as JSON, which it is not from ${jsonFault(json)} on`;
    throw new InvalidInput([{ field, expected }]);
  }
}

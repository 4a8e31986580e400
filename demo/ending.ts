import type { Narrator } from './narrator.js';
import { tellStock, type Stock } from './platform.js';
import type { Story } from './story.js';

/** How an order ended: for us, and in the platform's own view. */
export interface Ending {
  outcome: string;
  order: string;
  stock: Stock;
}

/** The end that a story tells of itself, given the stock before it. */
export function expectedEnding({ expected }: Story, { free, held, sold }: Stock): Ending {
  const { outcome, order, ticket } = expected;
  const taken = ticket === 'sold' ? 1 : 0;
  return { outcome, order, stock: { free: free - taken, held, sold: sold + taken } };
}

/** Holds two ends against each other, tells what is as expected and what is not, and answers whether all is. */
export function compareEndings(expected: Ending, found: Ending, { verdict }: Narrator): boolean {
  const aspects: [name: string, of: (ending: Ending) => string][] = [
    ['our outcome', ({ outcome }) => outcome],
    ['on the platform', ({ order }) => order],
    ['tickets', ({ stock }) => tellStock(stock)],
  ];
  const verdicts = aspects.map(([name, of]) => {
    const passed = of(expected) === of(found);
    verdict(passed, `${name}: ${passed ? '' : `expected ${of(expected)}, found `}${of(found)}`);
    return passed;
  });
  return verdicts.every(Boolean);
}

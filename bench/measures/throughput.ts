import { thereAndBack } from '../loads.js';
import { number, spread, table } from '../markdown.js';
import { openSite } from '../site.js';
import { ratioOf, spreadOf } from '../statistics.js';
import { variantNames, type VariantName } from '../variants/variant.js';
import type { Measure } from './measure.js';
import { paceOf, type Pace } from './pace.js';
import { warmUp } from './warm-up.js';

/** Sells as fast as so many customers can buy, each order from "buy" to done: orders a second, and what each costs. */
export const measureThroughput: Measure = async (ground, plan, say) => {
  const site = await openSite(ground, variantNames);
  await warmUp(site.variants, plan.warmUp);
  const paces: Pace[] = [];
  const most = Math.max(...plan.users);
  for (let round = 1; round <= plan.rounds; round++)
    for (const variant of thereAndBack(site.variants, round))
      // With most users first: what the server is left with then is the same variant's from there on.
      for (const users of plan.users.toReversed()) {
        const settleMs = users === most ? plan.settleMs : 0;
        const pace = await paceOf(site, variant, users, `${round}-${users}`, { ...plan, settleMs });
        say(
          `round ${round}, ${users} users, ${variant.name}: ${number(pace.ordersPerSecond)} orders a second`,
        );
        paces.push(pace);
      }
  await site.kill();

  const of = (variant: VariantName, users: number) =>
    paces.filter((pace) => pace.variant === variant && pace.users === users);
  const speeds = (variant: VariantName, users: number) =>
    of(variant, users).map(({ ordersPerSecond }) => ordersPerSecond);
  const ratio = (to: VariantName, users: number) => ratioOf(speeds('ours', users), speeds(to, users));
  const cost = (variant: VariantName, part: 'workerMs' | 'serverMs' | 'clientMs') =>
    spread(spreadOf(of(variant, most).map((pace) => pace[part])));
  return {
    figures: { oursToCeiling: ratio('ceiling', most).median, oursToTextbook: ratio('textbook', most).median },
    report: [
      '## Orders a second',
      `Each user buys, pays as soon as the payment is due, waits until the order is done, and buys again. A variant does so for ${plan.settleMs / 1000} s, with most users, before it is watched: what the server then tidies up, such as timeouts that were never reached, is its own.`,
      table(
        ['', ...plan.users.map((users) => (users === 1 ? '1 user' : `${users} users`))],
        [
          ...variantNames.map((name) => [
            name,
            ...plan.users.map((users) => spread(spreadOf(speeds(name, users)))),
          ]),
          ...(['ceiling', 'textbook'] as const).map((to) => [
            `ours / ${to}`,
            ...plan.users.map((users) => spread(ratio(to, users))),
          ]),
        ],
      ),
      `## Processor time of an order, in milliseconds, at ${most} users`,
      table(
        ['', 'worker', 'server', 'client'],
        variantNames.map((name) => [
          name,
          cost(name, 'workerMs'),
          cost(name, 'serverMs'),
          cost(name, 'clientMs'),
        ]),
      ),
    ].join('\n\n'),
  };
};

import { setTimeout as sleep } from 'node:timers/promises';
import { dynamicConfig, environment, scratchPragmas } from '../../tools/temporal/dev-server-settings.js';
import { arrivals, inOpenLoop, thereAndBack } from '../loads.js';
import { number, spread, table } from '../markdown.js';
import { openSite, type Running } from '../site.js';
import { percentile, ratioOf, spreadOf } from '../statistics.js';
import type { VariantName } from '../variants/variant.js';
import type { Measure } from './measure.js';
import { warmUp } from './warm-up.js';

const ordersPerSecond = 20;

const listed = (settings: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(settings)
    .map(([name, value]) => `\`${name}=${value}\``)
    .join(', ');
const ourSettings = `${listed({ ...dynamicConfig, ...environment })}; SQLite in a file, with ${listed(scratchPragmas)}`;

/** How long customers waited in one round, in milliseconds. */
interface Waits {
  readonly settings: 'tuned' | 'stock';
  readonly variant: VariantName;
  readonly due: readonly number[];
  readonly done: readonly number[];
}

/** Sells 20 orders a second, whatever each takes: from "buy" to payment due, and from the payment to done. */
export const measureLatency: Measure = async (ground, plan, say) => {
  const [tuned, untuned] = await Promise.all([
    openSite(ground, ['ours', 'textbook', 'ceiling']),
    openSite(ground, ['ours', 'textbook', 'ceiling'], { stock: true }),
  ]);
  const places = [
    { settings: 'tuned' as const, site: tuned },
    { settings: 'stock' as const, site: untuned },
  ];
  for (const { site } of places) await warmUp(site.variants, plan.warmUp);
  const all: Waits[] = [];
  const times = arrivals(ordersPerSecond, plan.latencySeconds);
  for (let round = 1; round <= plan.rounds; round++)
    for (const { settings, site } of thereAndBack(places, round))
      for (const variant of thereAndBack(site.variants, round)) {
        await sleep(plan.settleMs);
        const waits = { settings, variant: variant.name, ...(await sell(variant, times, `at-${round}`)) };
        say(
          `round ${round}, ${settings} server, ${variant.name}: payment due after ${number(percentile(waits.due, 50))} ms, done after ${number(percentile(waits.done, 50))} ms (p50)`,
        );
        all.push(waits);
      }
  await Promise.all([tuned.kill(), untuned.kill()]);

  const rounds = (settings: Waits['settings'], variant: VariantName, step: 'due' | 'done', percent: number) =>
    all
      .filter((waits) => waits.settings === settings && waits.variant === variant)
      .map((waits) => percentile(waits[step], percent));
  const ratio = (mine: Waits['settings'], theirs: Waits['settings']) =>
    ratioOf(rounds(mine, 'ours', 'due', 50), rounds(theirs, 'textbook', 'due', 50));
  const linkToTextbookStock = ratio('tuned', 'stock');
  const linkToTextbookTuned = ratio('tuned', 'tuned');
  const columns = [
    ['due', 50],
    ['due', 99],
    ['done', 50],
    ['done', 99],
  ] as const;
  return {
    figures: {
      linkToTextbookStock: linkToTextbookStock.median,
      linkToTextbookTuned: linkToTextbookTuned.median,
    },
    report: [
      `## Milliseconds, at ${ordersPerSecond} orders a second`,
      `An order comes every ${1000 / ordersPerSecond} ms, however long the ones before it take, and is paid as soon as its payment is due. Waits count from when the order was meant to come. Before each variant, servers and workers rest for ${plan.settleMs / 1000} s.`,
      `A server is *stock* with the settings that it has of itself, and *tuned* with ours: ${ourSettings}.`,
      table(
        ['server', '', 'buy → due, p50', 'p99', 'paid → done, p50', 'p99'],
        places.flatMap(({ settings, site }) =>
          site.variants.map(({ name }) => [
            settings,
            name,
            ...columns.map(([step, percent]) => spread(spreadOf(rounds(settings, name, step, percent)))),
          ]),
        ),
      ),
      table(
        ['buy → due, p50', 'ratio'],
        [
          ['ours, tuned / textbook, stock', spread(linkToTextbookStock)],
          ['ours / textbook, both tuned', spread(linkToTextbookTuned)],
          ['ours / textbook, both stock', spread(ratio('stock', 'stock'))],
        ],
      ),
    ].join('\n\n'),
  };
};

async function sell(variant: Running, times: readonly number[], series: string) {
  const due: number[] = [];
  const done: number[] = [];
  let placed = 0;
  await inOpenLoop(times, async (intendedAt) => {
    const reference = `${series}-${++placed}`;
    await variant.place(reference);
    const dueAt = performance.now();
    due.push(dueAt - intendedAt);
    await variant.pay(reference);
    done.push(performance.now() - dueAt);
  });
  return { due, done };
}

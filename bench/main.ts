/**
 * What the saga costs, beside what it could cost: four workflows sell the same order, in turns, on the same server.
 *
 *   loads ─▶ variants ─▶ Temporal dev server ◀─ a worker for each ─▶ upstream.ts, which answers at once
 *
 *   npm run bench            (npm run bench -- --help for its options)
 */
import { writeFile } from 'node:fs/promises';
import { reason } from '../tools/temporal/reason.js';
import { run } from '../tools/temporal/run.js';
import { partNames, readArguments, type Asked, type PartName } from './arguments.js';
import { layGround } from './ground.js';
import { measureDrain } from './measures/drain.js';
import { measureHistory } from './measures/history.js';
import { measureKills } from './measures/kills.js';
import { measureLatency } from './measures/latency.js';
import type { Measured } from './measures/measure.js';
import { measureMemory } from './measures/memory.js';
import { measureThroughput } from './measures/throughput.js';
import { fullPlan } from './plan.js';
import { goOnWith, productionNode } from './production-node.js';
import { machine, writePage } from './report.js';
import { openWaitingRoom, type WaitingRoom } from './waiting-room.js';

const help = `Measures our saga beside a textbook's, beside a workflow that only waits, and beside an empty one.

  npm run bench [-- options]

  --only PART,…   of ${partNames.join(', ')}
  --rounds N      how often what is compared is measured; default ${fullPlan.rounds}
  --quick         small numbers, to see that it runs: the figures mean nothing
  --json FILE     writes the medians, as far as they were measured
  --help

A whole run writes docs/benchmark.md; less than that goes to standard output. On two cores it takes about an hour, and ten
minutes more for the ${fullPlan.kills} kills, which need what npm run stack needs. Nothing else should run meanwhile.
All of it runs on the image's Node, which npm brings where another runs this. Linux only: it reads /proc.
Exit status: 0, or 1 when a part could not be measured.
`;

const complain = (words: string) => console.error(`bench: ${words}`);
const giveUp = (words: string) => {
  complain(words);
  process.exit(1);
};
// Ways to get what is missing are several lines.
const allOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

let asked: Asked;
try {
  asked = readArguments();
} catch (error) {
  complain(`${reason(error)}; see --help`);
  process.exit(2);
}
if (asked.help) process.stdout.write(help);
else {
  const node = await productionNode().catch((error: unknown) => {
    complain(
      `${allOf(error)}\nMeasuring on Node ${process.version} instead, which production does not run on.`,
    );
    return process.execPath;
  });
  if (node !== process.execPath) await goOnWith(node);
  // Children end with this process.
  process.on('SIGINT', () => process.exit(0)).on('SIGTERM', () => process.exit(0));
  await bench(asked).catch((error: unknown) => giveUp(allOf(error)));
}

async function bench({ parts, plan, whole, jsonFile }: Asked): Promise<void> {
  const say = (line: string) => console.error(line);
  const ground = await layGround(giveUp);
  let opened: Promise<WaitingRoom> | undefined;
  const room = () => (opened ??= openWaitingRoom(ground));
  const measures: Record<PartName, () => Promise<Measured>> = {
    history: () => measureHistory(ground),
    throughput: () => measureThroughput(ground, plan, say),
    latency: () => measureLatency(ground, plan, say),
    memory: async () => measureMemory(await room(), plan, say),
    drain: async () => measureDrain(await room(), plan, say),
    kills: () => measureKills(plan, say),
  };
  const measured: Measured[] = [];
  let failed = false;
  for (const part of parts) {
    say(`measuring ${part}`);
    try {
      measured.push(await measures[part]());
    } catch (error) {
      failed = true;
      complain(`${part} could not be measured: ${reason(error)}`);
    }
  }

  const server = await run(ground.cliPath, ['--version'], { limitMs: 10_000 });
  const page = await writePage(
    machine(server),
    plan.rounds,
    measured.map(({ report }) => report),
  );
  if (whole && !failed) await writeFile(new URL('../docs/benchmark.md', import.meta.url), page);
  else process.stdout.write(page);
  const figures = Object.assign({}, ...measured.map((one) => one.figures)) as Measured['figures'];
  if (jsonFile) await writeFile(jsonFile, `${JSON.stringify(figures, null, 2)}\n`);
  process.exit(failed ? 1 : 0);
}

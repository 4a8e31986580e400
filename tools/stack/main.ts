// Production's topology on this machine, by the scripts and settings that production uses:
//
//   gateway ─┐
//            ├─▶ Temporal server ─▶ PostgreSQL
//   worker ──┘  (two of them)
//      └────▶ sandbox, a stand-in of Ticketscloud
//
//   npm run stack             (npm run stack -- --help for its options)
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runKills } from './kills/run-kills.js';
import { bringUpStack, type Stack } from './stack.js';

const help = `Runs what production runs, on this machine and on loopback: PostgreSQL, a Temporal server on it, two workers, a gateway,
and a sandbox in place of Ticketscloud.

  npm run stack [-- options]

Without options it stays up until Ctrl-C. Its data are its own and end with it.

  --test         runs the tests of journeys and crashes on such a stack, then 20 kills
  --kills N      kills server, database and workers N times with SIGKILL while customers place and pay, and looks
                 whether all that was acknowledged to them is there; about 5 s each
  --seed N       decides who is killed when; a run prints its own
  --json FILE    writes what came of the kills
  --help

Needed: PostgreSQL (for root on Debian it is installed), and Go 1.21 or newer for the Temporal server, unless
temporal-server and temporal-sql-tool 1.31.2 are on the PATH; it is built once, which takes about 3 minutes.
Exit status: 0, or 1 when a test has failed or something was lost.
`;

const killsOfTest = 20;
const say = (line: string) => console.log(line);

let stack: Stack | undefined;
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`stack: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
process.exit();

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ options: { test: flag, kills: text, seed: text, json: text, help: flag } });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const kills = wholeNumber('--kills', values.kills ?? (values.test ? String(killsOfTest) : '0'));
  const seed = wholeNumber('--seed', values.seed ?? String(randomInt(2 ** 31)));
  return 0 + kills + seed;
}

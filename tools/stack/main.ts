// Production's topology on this machine, by the scripts and settings that production uses:
//
//   gateway ─┐
//            ├─▶ Temporal server ─▶ PostgreSQL
//   worker ──┘  (two of them)
//      └────▶ sandbox, a stand-in of Ticketscloud
//
//   npm run stack             (npm run stack -- --help for its options)
import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { spawnOwned } from '../temporal/spawn-owned.js';
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
const root = join(import.meta.dirname, '../..');
const say = (line: string) => console.log(line);

let stack: Stack | undefined;
try {
  process.exitCode = await run(readArguments());
} catch (error) {
  console.error(`stack: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
await stack?.takeDown();
// Whoever was not answered when something broke is still waiting.
process.exit();

type Asked = ReturnType<typeof readArguments>;

function readArguments() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({
      options: { test: flag, kills: text, seed: text, json: text, help: flag },
    });
    return {
      ...values,
      kills: wholeNumber('--kills', values.kills ?? (values.test ? String(killsOfTest) : '0')),
      seed: wholeNumber('--seed', values.seed ?? String(randomInt(1_000_000_000))),
    };
  } catch (error) {
    console.error(`stack: ${error instanceof Error ? error.message : String(error)}; see --help`);
    return process.exit(2);
  }
}

async function run({ help: asksForHelp, test, kills, seed, json }: Asked): Promise<number> {
  if (asksForHelp) {
    console.log(help);
    return 0;
  }
  const interrupted = interruption();
  if (!test && kills === 0) return Promise.race([stayUp(), interrupted.then(() => 0)]);
  if (test && !(await testsPass(interrupted))) return 1;
  // Not all that was asked for is done.
  const brokenOff = interrupted.then(() => 1);
  return kills === 0 ? 0 : Promise.race([runKillsAndReport(kills, seed, json), brokenOff]);
}

async function stayUp(): Promise<number> {
  stack = await bringUpStack(say, { ports: { temporal: 7233, gateway: 8088 } });
  const { temporal, gateway, sandbox, database } = stack;
  const { POSTGRES_PORT, POSTGRES_USER, POSTGRES_PASSWORD_FILE } = database.environment;
  say(`
Gateway     ${gateway.url}   (described at ${gateway.url}/docs)
  token     ${gateway.token}
  webhooks  ${gateway.webhookSecret}
Temporal    ${temporal.address}   (metrics at ${temporal.metricsUrl})
PostgreSQL  127.0.0.1:${POSTGRES_PORT}   (user ${POSTGRES_USER}, password in ${POSTGRES_PASSWORD_FILE})
Sandbox     ${sandbox.url}
Ctrl-C ends it all.`);
  return stack.broken;
}

/** Answers once somebody ends it. */
function interruption(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGINT', () => resolve()).on('SIGTERM', () => resolve());
  });
}

/** Runs the tests that are meant for such a stack, and says whether they have passed. */
async function testsPass(interrupted: Promise<void>): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const tests = spawnOwned(process.execPath, [vitest, 'run', '--project', 'stack'], {
    cwd: root,
    stdio: 'inherit',
  });
  // They end what they have started, as they would not when they are killed.
  void interrupted.then(() => tests.end('SIGTERM'));
  return (await tests.ended).code === 0;
}

async function runKillsAndReport(kills: number, seed: number, file: string | undefined): Promise<number> {
  say(`${kills} kills by seed ${seed}`);
  const report = await runKills({ kills, seed, say });
  const { losses, ...figures } = report;
  for (const loss of losses) say(loss);
  say(JSON.stringify(figures));
  if (file !== undefined) await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
  return report.lost === 0 ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} is "${text}"; expected is a whole number`);
  return Number(text);
}

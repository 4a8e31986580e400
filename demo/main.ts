/**
 * The main job, shown: ticket orders live and die on real servers, told in the terminal.
 *
 *   story ─▶ client ─▶ Temporal dev server ◀─ worker ─▶ sandbox, a stand-in of Ticketscloud
 *     └──────────────── looks at the platform's own view ───────▲
 *
 *   npm run demo            (npm run demo -- --help for its options)
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createNarrator } from './narrator.js';
import { bringUp, type Stack } from './stack.js';
import { stories } from './stories/stories.js';
import { formatTable } from './table.js';
import { tellStory, type Told } from './tell-story.js';

const names = stories.map(({ name }) => name).join(', ');

const help = `Ticket orders live and die on real servers, told in the terminal.

  npm run demo [-- options] [story …]

Brings up a Temporal dev server, a stand-in of Ticketscloud and a worker, and tells the stories one after the other.
After each it compares how the order ended for us, and what the platform itself says of it and of its tickets,
with what was to come.

  story …    only these of ${names}
  --once     ends after the last story. Without it a small shop opens, and everything stays up until Ctrl-C, to buy
             there and look at the Web UI; when the output is no terminal, it always ends
  --json     ends too, with one JSON document on standard output; the telling goes to standard error
  --help

Exit status: 0 only if every story ended as it should, 2 for wrong arguments. SIGINT (Ctrl-C) and SIGTERM take everything down at any moment,
with status 0 unless a story has gone wrong by then, or --once or --json asked for stories that were not told yet.

Environment: TEMPORAL_CLI_PATH and TEMPORAL_SERVER_CACHE as for npm run temporal, and NO_COLOR. The programs it starts
get all they need from it: your settings for Temporal and Ticketscloud, and your .env, stay out of it.
`;

type Asked = ReturnType<typeof readArguments>;

const told: Told[] = [];
let stack: Stack | undefined;
// Until the arguments are read, only they can be wrong.
let status = 2;
try {
  const asked = readArguments();
  status = 1;
  if (asked.help) {
    process.stdout.write(help);
    status = 0;
  } else {
    status = await Promise.race([tellStories(asked), interruption(asked)]);
  }
} catch (error) {
  console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
}
await stack?.takeDown();
process.exit(status);

function readArguments() {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    options: { once: flag, json: flag, help: flag },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !stories.some((story) => story.name === name));
  if (unknown !== undefined) throw new Error(`there is no story "${unknown}", but ${names}`);
  const chosen = stories.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  return { ...values, chosen };
}

async function tellStories({ chosen, once, json }: Asked): Promise<number> {
  const narrator = createNarrator(json ? process.stderr : process.stdout);
  stack = await bringUp(narrator);
  // Lets the orders of several runs be told apart.
  const run = randomBytes(2).toString('hex');
  for (const story of chosen)
    told.push(await Promise.race([tellStory(story, stack, narrator, run), stack.brokenDown]));

  const passed = told.every((story) => story.passed);
  narrator.block(formatTable(told));
  if (json) process.stdout.write(`${JSON.stringify({ passed, stories: told }, null, 2)}\n`);
  if (once || json || !process.stdout.isTTY) {
    narrator.block(
      `The Web UI was at ${stack.webUi}; on a terminal, without --once, a shop opens and all stays up.`,
    );
    return passed ? 0 : 1;
  }
  const shop = await Promise.race([stack.openShop(), stack.brokenDown]);
  narrator.block(
    `The shop is at ${shop}: buy, pay or not, and make trouble. The Web UI is at ${stack.webUi}.
Everything stays up until Ctrl-C.`,
  );
  return stack.brokenDown;
}

/** Answers the exit status once somebody ends the demo. */
function interruption({ chosen, once, json }: Asked): Promise<number> {
  return new Promise((resolve) => {
    const interrupt = () => {
      const untold = told.length < chosen.length;
      const wrong = told.some(({ passed }) => !passed);
      resolve(wrong || ((once || json) && untold) ? 1 : 0);
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  });
}

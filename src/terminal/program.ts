import type { WriteStream } from 'node:tty';
import { Command, CommanderError } from 'commander';
import { InvalidInput, OrdersError, Unavailable } from '../client.js';
import type { Answer, Answering } from './answer.js';
import { oneLine } from './columns.js';
import { addCancel } from './commands/cancel.js';
import { addDecline } from './commands/decline.js';
import { addDoctor } from './commands/doctor.js';
import { addList } from './commands/list.js';
import { addPay } from './commands/pay.js';
import { addPlace } from './commands/place.js';
import { addRefunds } from './commands/refunds.js';
import { addResolve } from './commands/resolve.js';
import { addStatus } from './commands/status.js';
import { exitStatus, meaningOf, statusOfCode, type ExitStatus } from './exit-status.js';
import { createScreen, type Screen } from './screen.js';

const more = `
Exit status:
${Object.entries(meaningOf)
  .map(([status, means]) => `  ${status}  ${means}`)
  .join('\n')}

Environment, and the file .env for what it leaves open:
  TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, …   as for every Temporal client; default: localhost:7233, default
  TEMPORAL_UI_URL       the Web UI, for links; default: http://localhost:8233 for a server on this machine
  ORDERS_TASK_QUEUE     default: orders
  ORDERS_CODEC_KEYS     as for the worker, if it encrypts; or ORDERS_CODEC_KEYS_FILE
  TICKETSCLOUD_…        as for the worker; only doctor reads them
  NO_COLOR              no colour, also on a terminal

npm prints lines of its own unless it is silent: npm run --silent order -- list --json`;

/** Where the command writes: `process`, for a program. */
interface Output {
  readonly stdout: WriteStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Runs the command with these arguments, and answers its exit status. */
export async function runOrder(args: readonly string[], { stdout, stderr }: Output): Promise<ExitStatus> {
  // Looked for here too, since arguments that cannot be read are told in JSON as well.
  const json = args.includes('--json');
  const screen = createScreen(stdout, json, stderr);
  let status: ExitStatus = exitStatus.done;
  const answering: Answering = async (work) => {
    const answer = await work(screen);
    tell(answer, screen);
    status = answer.status ?? exitStatus.done;
  };
  try {
    await programOf(answering, stdout).parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return complain(error, screen);
  }
}

function programOf(answering: Answering, stdout: WriteStream): Command {
  const program = new Command('order')
    .description('Places ticket orders, reports payments, and shows how things stand.')
    .option('--json', 'one JSON document on standard output, also for an error (status --watch: one a line)')
    .addHelpText('after', more)
    .configureHelp({ showGlobalOptions: true })
    // What is wrong is told in one place, below.
    .configureOutput({ outputError: () => undefined, writeOut: (text) => void stdout.write(text) })
    .exitOverride();
  for (const add of [
    addPlace,
    addPay,
    addDecline,
    addCancel,
    addStatus,
    addList,
    addRefunds,
    addResolve,
    addDoctor,
  ])
    add(program, answering);
  return program;
}

function tell({ json, text }: Answer, screen: Screen): void {
  if (screen.json && json !== undefined) screen.print(JSON.stringify(json));
  if (!screen.json && text !== undefined) screen.print(text);
}

/** Says in one line what went wrong, and answers the status for it. */
function complain(error: unknown, screen: Screen): ExitStatus {
  // Help that was asked for is no failure.
  if (error instanceof CommanderError && error.exitCode === 0) return exitStatus.done;
  const { code, words } = describe(error);
  const message = oneLine(words);
  screen.note(message);
  const problems = error instanceof InvalidInput ? { problems: error.problems } : {};
  if (screen.json) screen.print(JSON.stringify({ error: { code, message, ...problems } }));
  return statusOfCode[code] ?? exitStatus.failed;
}

function describe(error: unknown): { code: string; words: string } {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof Unavailable) return { code: error.code, words: `${words}; order doctor says more` };
  if (error instanceof OrdersError) return { code: error.code, words };
  if (!(error instanceof CommanderError)) return { code: 'failed', words };
  const wrong = error.code === 'commander.help' ? 'expected a command' : words.replace(/^error: /, '');
  return { code: 'wrong_arguments', words: `${wrong}; see --help` };
}

// The sandbox as a program: npm run sandbox -- --help
import { parseArgs } from 'node:util';
import { parseInstant } from './clock.js';
import { startSandbox } from './sandbox.js';

const usage = `npm run sandbox -- [options]

A stand-in of Ticketscloud's order API, version 1. GET / says what it answers.

  --port NUMBER    where it listens; 0 takes any that is free   (8099)
  --host ADDRESS   on which address                             (127.0.0.1)
  --seed NUMBER    the same seed gives the same ids again       (random)
  --clock ISO      what time it is at the start                 (now)
  --key KEY        the API key it accepts, 32 hex               (the documentation's)
  --help           this
`;

// Wrong arguments are told apart from what goes wrong with right ones.
let failed = 2;
try {
  const asked = readArguments();
  failed = 1;
  if (asked.help) console.log(usage);
  else await main(asked);
} catch (error) {
  console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(failed);
}

function readArguments() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { port: text, host: text, seed: text, clock: text, key: text, help: { type: 'boolean' } },
  });
  const { host, key, help } = values;
  if (key !== undefined && !/^[0-9a-f]{32}$/.test(key)) throw new Error('--key: expected 32 hex characters');
  const start = values.clock === undefined ? undefined : parseInstant(values.clock);
  if (values.clock !== undefined && start === undefined)
    throw new Error(`--clock ${values.clock}: expected an instant such as 2016-01-26T09:25:19Z`);
  const port = wholeNumber('port', values.port ?? '8099', 65_535);
  const seed = values.seed === undefined ? {} : { seed: wholeNumber('seed', values.seed, 2 ** 32 - 1) };
  return { help, start, options: { port, ...seed, ...(host && { host }), ...(key && { key }) } };
}

async function main({ start, options }: ReturnType<typeof readArguments>): Promise<void> {
  const sandbox = await startSandbox(options).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`port ${options.port} is in use; give another with --port, or --port 0 for any`);
  });
  if (start !== undefined) await sandbox.setClock(start);
  // When nothing is left to do, the process ends by itself, with status 0.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void sandbox.close());
  console.log(`Sandbox ready at ${sandbox.url} (seed ${sandbox.seed})`);
}

function wholeNumber(name: string, text: string, max: number): number {
  if (!/^\d+$/.test(text) || Number(text) > max)
    throw new Error(`--${name} ${text}: expected a whole number up to ${max}`);
  return Number(text);
}

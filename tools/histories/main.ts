/**
 * Records the histories that test/replay replays, on a real dev server, and freezes them for a release. Read
 * test/replay/README.md first.
 *
 *   npm run histories -- [name …]     (npm run histories -- --help)
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { preloadModules } from '../../src/bundling.js';
import { ensureDevServer } from '../temporal/ensure-server.js';
import { reason } from '../temporal/reason.js';
import { startDevServer } from '../temporal/start-dev-server.js';
import { identity, record, scenarioNames } from './record.js';
import { freeze, historiesFolder, NEXT } from './sets.js';

const help = `npm run histories: records what the workflows of now write, into test/replay/histories/${NEXT}.

  npm run histories                 records all: some ten minutes
  npm run histories -- NAME …       records these again
  npm run histories -- --freeze     makes them the histories of the version of package.json, which stay as they are

Names: ${scenarioNames.join(', ')}`;

const { freezing, names } = readArguments();
if (freezing) await freezeForRelease();
else await recordAll(names);

function readArguments() {
  const refuse = (words: string): never => {
    console.error(`histories: ${words}; see --help`);
    return process.exit(2);
  };
  const options = { help: { type: 'boolean' }, freeze: { type: 'boolean' } } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const unknown = positionals.filter((name) => !scenarioNames.includes(name));
    if (unknown.length > 0) refuse(`no such history: ${unknown.join(', ')}`);
    if (values.freeze && positionals.length > 0) refuse('--freeze takes all that was recorded');
    return { freezing: values.freeze, names: positionals.length > 0 ? positionals : scenarioNames };
  } catch (error) {
    return refuse(reason(error));
  }
}

async function freezeForRelease(): Promise<void> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  try {
    await freeze(version);
    console.log(`the histories of ${version} are frozen`);
  } catch (error) {
    console.error(`histories: ${reason(error)}`);
    process.exitCode = 1;
  }
}

async function recordAll(asked: readonly string[]): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const server = await startDevServer({ path: await ensureDevServer() });
  const [connection, clientConnection] = await Promise.all([
    NativeConnection.connect(server),
    Connection.connect(server),
  ]);
  const client = new Client({ connection: clientConnection, identity });
  const workflowsPath = fileURLToPath(new URL('../../src/workflows/workflows.ts', import.meta.url));
  const logger = new DefaultLogger('ERROR');
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, preloadModules, logger });
  const folder = join(historiesFolder, NEXT);
  await mkdir(folder, { recursive: true });
  for (const name of asked) {
    await writeFile(join(folder, `${name}.json`), await record(name, { client, connection, workflowBundle }));
    console.log(`recorded ${name}`);
  }
  await clientConnection.close();
  await connection.close();
  await server.stop();
}

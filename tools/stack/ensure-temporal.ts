import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { acquire, type Say } from '../temporal/acquire.js';
import { checkGo, goEnvironment, needsGo } from '../temporal/build-with-go.js';
import { cached, type Maker } from '../temporal/cache.js';
import { fromPath } from '../temporal/installed.js';
import { withProgress } from '../temporal/progress.js';
import { run } from '../temporal/run.js';

// The server inside the CLI whose dev server everything else runs on.
const version = '1.31.2';
const server = 'Temporal server';
const toolName = 'temporal-sql-tool';

/** The programs of a Temporal server that keeps its data in PostgreSQL. */
export interface TemporalPrograms {
  server: string;
  sqlTool: string;
}

/** Answers the programs of Temporal's production server; building them takes minutes, the first time on a machine. */
export async function ensureTemporal(say: Say): Promise<TemporalPrograms> {
  const name = 'temporal-server';
  const path = await acquire(
    server,
    [
      fromPath(name, checkPrograms, 'https://github.com/temporalio/temporal/releases'),
      cached({ server, name, version, check: checkPrograms }, [buildFromModules]),
    ],
    say,
  );
  return { server: path, sqlTool: join(dirname(path), toolName) };
}

/** Fails unless server and tool, side by side, are of the version that the schema and settings were tried with. */
async function checkPrograms(path: string): Promise<void> {
  for (const program of [path, join(dirname(path), toolName)]) {
    const said = (await run(program, ['--version'], { limitMs: 10_000 })).trim();
    if (!said.endsWith(` ${version}`)) throw new Error(`${program} says "${said}"; needed is ${version}`);
  }
}

const buildFromModules: Maker = {
  needs: needsGo,
  async make(folder, { name }, say) {
    await checkGo(folder);
    const commands = ['server', 'tools/sql'].map((path) => `go.temporal.io/server/cmd/${path}@v${version}`);
    await withProgress(
      say,
      `building the ${server} ${version} from Go modules, this takes about 3 minutes the first time`,
      () =>
        run('go', ['install', '-trimpath', '-ldflags', '-s -w', ...commands], {
          cwd: folder,
          env: { ...goEnvironment(), GOBIN: folder },
        }),
    );
    await rename(join(folder, 'server'), join(folder, name));
    await rename(join(folder, 'sql'), join(folder, toolName));
  },
};

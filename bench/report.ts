import { cpus, totalmem } from 'node:os';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGib: number;
  readonly node: string;
  readonly sdk: string;
  readonly server: string;
}

/** What the figures depend on; `server` is what the Temporal CLI says of itself. */
export function machine(server: string): Machine {
  const { version } = createRequire(import.meta.url)('@temporalio/worker/package.json') as {
    version: string;
  };
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGib: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    sdk: version,
    server,
  };
}

const introduction = `# Benchmark

What the saga costs, beside what it could cost. Four workflows sell the same order in the same run, in turns, each with a
worker of its own of the same settings, on the same Temporal dev server; the platform is a program that answers at once. All
of it runs on the Node of the image, as production does, where npm has that for the machine.

- **ours**: the saga, complete as it is, through the client module
- **textbook**: create, payment system, in progress and done as activities, a signal, a timer, an undo for each step; no
  safety. The same HTTP client
- **ceiling**: a workflow with an update, a timer and a signal, and nothing else: no saga that waits is faster
- **empty**: a workflow that returns

A figure is the median of the rounds, with the lowest and the highest round in parentheses. Ratios are taken round by round.
Figures of another machine differ; ratios hardly.

\`\`\`
npm run bench
\`\`\`

measures all of it and writes this page. \`npm run bench -- --help\` tells how to measure less, or more often. Nothing
else should run meanwhile: server, workers and customers share the machine.`;

/** The page, in the format that the rest of the repository has. */
export async function writePage(
  facts: Machine,
  rounds: number,
  sections: readonly string[],
): Promise<string> {
  const machine = `Measured with ${rounds} rounds on ${facts.cores} cores (${facts.processor}), ${facts.memoryGib} GiB; Node ${facts.node}, Temporal SDK ${facts.sdk}, ${facts.server}.`;
  const config = await resolveConfig(import.meta.filename);
  return format([introduction, machine, ...sections].join('\n\n'), { ...config, parser: 'markdown' });
}

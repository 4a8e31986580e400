import { join } from 'node:path';
import { spawnOwned, type OwnedProcess } from '../tools/temporal/spawn-owned.js';

// A worker bundles its workflows first: 2 to 5 s, several times that on a machine that does other things too.
const readyWithinMs = 60_000;

/**
 * Starts one of our programs as a child process that ends with this one, and answers when `ready` matches what it
 * prints, with what the first group caught.
 */
export function startProgram(
  file: string,
  { args = [], env, ready }: { args?: string[]; env?: NodeJS.ProcessEnv; ready: RegExp },
): Promise<{ child: OwnedProcess; found: string }> {
  return new Promise((resolve, reject) => {
    const path = join(import.meta.dirname, '..', file);
    const loader = file.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
    const child = spawnOwned(process.execPath, [...loader, path, ...args], {
      // Where no `.env` lies.
      cwd: import.meta.dirname,
      env: { ...environmentOfOthers(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      onOutput() {
        const match = ready.exec(child.lastWords());
        if (match) resolve({ child, found: match[1] ?? '' });
      },
    });
    const fail = (how: string) => reject(new Error(`${file} ${how}:\n${child.lastWords()}`));
    setTimeout(() => fail(`was not ready within ${readyWithinMs / 1000} s`), readyWithinMs).unref();
    child.ended.then(() => fail('ended before it was ready'), reject);
  });
}

/** The environment without what our programs read: a person's own settings are not meant for the demo. */
function environmentOfOthers(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(TEMPORAL|TICKETSCLOUD|ORDERS|GATEWAY|SHOP|METRICS)_/.test(name),
  );
  // The person's file of Temporal settings may lead to another server; one that is missing is taken for none.
  return { ...Object.fromEntries(others), TEMPORAL_CONFIG_FILE: join(import.meta.dirname, 'missing.toml') };
}

import { run } from '../support/program.js';

/** Runs npm as the person who runs the tests would: with their registry, and their cache. */
export async function npm(cwd: string, ...args: string[]) {
  const ended = await run('npm', args, { cwd, env: process.env }).ended;
  if (ended.status !== 0) throw new Error(`npm ${args.join(' ')}:\n${ended.stdout}${ended.stderr}`);
  return ended;
}

/** What is measured runs on the Node that production runs on (decision 0020). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ensureNode } from '../tools/ensure-node.js';
import type { Say } from '../tools/temporal/acquire.js';

/** Answers the Node that the image is made from, or another of its major version. */
export async function productionNode(say?: Say): Promise<string> {
  const dockerfile = await readFile(new URL('../Dockerfile', import.meta.url), 'utf8');
  const version = /^FROM node:(\d+\.\d+\.\d+)-/m.exec(dockerfile)?.[1];
  if (!version) throw new Error('the Dockerfile names no Node');
  return ensureNode(version, say);
}

/** Starts this program anew on another Node, and ends as it ends. */
export async function goOnWith(node: string): Promise<never> {
  const program = spawn(node, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env['PATH']}` },
  });
  // Whoever ends this one means that one. A terminal tells both.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => program.kill(signal));
  const [status] = (await once(program, 'close')) as [number | null];
  process.exit(status ?? 1);
}

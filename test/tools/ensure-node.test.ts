import { join } from 'node:path';
import { expect, test } from 'vitest';
import { productionNode } from '../../bench/production-node.js';
import { ensureNode } from '../../tools/ensure-node.js';
import { aBareMachine, aProgram } from './machine.js';

const silent = () => undefined;
const folderOf = (version: string) => `node-${version}-${process.platform}-${process.arch}`;
/** An npm that installs a program which says that it is this Node: the one asked for, unless another is given. */
const anNpmThatBrings = (version = '$asked') => `
for last; do asked=\${last##*@}; done
PATH=/usr/bin:/bin
bin="$3/node_modules/node-${process.platform}-${process.arch}/bin"
mkdir -p "$bin"
printf "#!/bin/sh\\necho v${version}\\n" > "$bin/node"
chmod +x "$bin/node"`;

test('takes the Node that runs where its major version is the right one', async () => {
  await aBareMachine();
  const [major] = process.versions.node.split('.');
  expect(await ensureNode(`${major}.0.0`, silent)).toBe(process.execPath);
});

test('has npm bring another Node, once', async () => {
  const { bin, cache } = await aBareMachine();
  const kept = join(cache, folderOf('99.1.2'), 'node');
  await aProgram(join(bin, 'npm'), anNpmThatBrings());
  expect(await ensureNode('99.1.2', silent)).toBe(kept);

  await aProgram(join(bin, 'npm'), 'exit 1');
  expect(await ensureNode('99.1.2', silent)).toBe(kept);
});

test.each([
  [
    'has none',
    'echo "npm error code ETARGET" >&2; exit 1',
    /^ {2}- let npm .*\(npm ended .* code ETARGET\)$/m,
  ],
  ['brings another', anNpmThatBrings('98.0.0'), /^ {2}- let npm .*\(it says that it is v98\.0\.0\)$/m],
])('says what to do where npm %s', async (_, npm, why) => {
  const { bin } = await aBareMachine();
  await aProgram(join(bin, 'npm'), npm);
  await expect(ensureNode('99.1.2', silent)).rejects.toThrow(why);
});

test('what is measured runs on the Node of the image', async () => {
  const { bin, cache } = await aBareMachine();
  await aProgram(join(bin, 'npm'), anNpmThatBrings());
  const fetched = join(cache, folderOf('24.21.0'), 'node');
  expect([process.execPath, fetched]).toContain(await productionNode(silent));
});

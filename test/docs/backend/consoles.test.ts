import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { token, useGateway } from '../../support/gateway.js';
import { comparable, shownIn } from '../console.js';

// Every command that the README shows with its output is run, one after the other, by a shell.

const system = useGateway();

test('prints in a shell what the README shows', async () => {
  const shown = shownIn(readFileSync('README.md', 'utf8'));
  expect(shown.length).toBeGreaterThan(8);
  const folder = await mkdtemp(join(tmpdir(), 'readme-'));
  const env = {
    ...process.env,
    GATEWAY: system().gateway.url,
    TOKEN: token,
    TEMPORAL_ADDRESS: system().address,
  };
  const printed = [];
  for (const { command } of shown) {
    // The files that they write are not to lie in the repository.
    const there = command.replaceAll('request.json', join(folder, 'request.json'));
    const { stdout } = await promisify(execFile)('sh', ['-c', there], { env });
    printed.push({ command, prints: comparable(stdout) });
  }
  await rm(folder, { recursive: true });
  expect(printed).toEqual(shown.map(({ command, prints }) => ({ command, prints: comparable(prints) })));
});

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { useEmptyFolder } from '../support/empty-folder.js';
import { run } from '../support/program.js';

const script = join(import.meta.dirname, '../../deploy/temporal/web-ui.sh');
const folder = useEmptyFolder();
beforeEach(() => {
  // Stands where the image has its own, which reads the environment.
  writeFileSync('start-ui-server.sh', '#!/bin/sh\nprintf %s "$TEMPORAL_CODEC_ENDPOINT"\n');
  chmodSync('start-ui-server.sh', 0o755);
  writeFileSync('tokens', 'the-token-of-the-web-ui\nanother-token\n');
});

function start(env: NodeJS.ProcessEnv = {}) {
  const settings = { TEMPORAL_CODEC_ENDPOINT: 'http://codec', CODEC_SERVER_TOKENS_FILE: 'tokens' };
  return run('sh', [script], { cwd: folder(), env: { ...settings, ...env } }).ended;
}

it('tells the Web UI an address with the first token in it', async () => {
  expect(await start()).toMatchObject({ status: 0, stdout: 'http://codec/the-token-of-the-web-ui' });
});

it('starts no Web UI without the tokens', async () => {
  const { status, stdout } = await start({ CODEC_SERVER_TOKENS_FILE: 'missing' });
  expect(status).not.toBe(0);
  expect(stdout).toBe('');
});

it.each(['TEMPORAL_CODEC_ENDPOINT', 'CODEC_SERVER_TOKENS_FILE'])('says that %s is missing', async (name) => {
  const { status, stderr } = await start({ [name]: '' });
  expect(status).not.toBe(0);
  expect(stderr).toContain(`${name}: `);
});

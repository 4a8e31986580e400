import { readFileSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dynamicConfig as ofDevServer } from '../../tools/temporal/dev-server-settings.js';
import { useEmptyFolder } from '../support/empty-folder.js';
import { run } from '../support/program.js';

// What compose, Kubernetes and the native stack set a Temporal server up with. On a real one: test/stack.

const deploy = join(import.meta.dirname, '../../deploy/temporal');
const dynamicConfig = readFileSync(join(deploy, 'dynamic-config.yaml'), 'utf8');
const settings = parse(dynamicConfig) as Record<string, { value: unknown }[]>;

it('gives the reason of each dynamic setting on the line above it', () => {
  const lines = dynamicConfig.split('\n');
  const unexplained = Object.keys(settings).filter(
    (name) => !lines[lines.indexOf(`${name}:`) - 1]?.startsWith('# '),
  );
  expect(unexplained).toEqual([]);
});

it('sets nothing otherwise than the dev server, on which everything is tried', () => {
  for (const [name, values] of Object.entries(settings))
    expect(values).toEqual([{ value: ofDevServer[name] }]);
});

const folder = useEmptyFolder();
const file = (name: string) => join(folder(), name);
beforeEach(async () => {
  await writeFile(file('password'), 'secret\n');
  // Writes down how it was called, and what for.
  const tool = `#!/bin/sh\necho "$SQL_PASSWORD: $*" >> '${file('calls')}'\ncase "$*" in *"$FAILS"*) exit 1; esac\n`;
  await writeFile(file('tool'), tool);
  await chmod(file('tool'), 0o755);
});

function runSchema(env: NodeJS.ProcessEnv = {}) {
  const database = { POSTGRES_HOST: 'db', POSTGRES_USER: 'me', POSTGRES_PASSWORD_FILE: file('password') };
  return run('sh', [join(deploy, 'schema.sh')], {
    env: { ...database, SQL_TOOL: file('tool'), FAILS: 'never', ...env },
  }).ended;
}

it('makes both databases, and sets up and updates the tables of each, with the password in no argument', async () => {
  expect(await runSchema()).toMatchObject({ status: 0, stderr: '' });

  const server = '--plugin postgres12 --endpoint db --port 5432 --user me --database';
  const calls = (database: string, schema: string) => [
    `secret: ${server} ${database} create-database`,
    `secret: ${server} ${database} setup-schema --version 0.0`,
    `secret: ${server} ${database} update-schema --schema-name postgresql/v12/${schema}`,
  ];
  expect((await readFile(file('calls'), 'utf8')).trim().split('\n')).toEqual([
    ...calls('temporal', 'temporal'),
    ...calls('temporal_visibility', 'visibility'),
  ]);
});

it('stops at the first step that fails', async () => {
  expect(await runSchema({ FAILS: 'temporal setup-schema' })).toMatchObject({ status: 1 });

  expect((await readFile(file('calls'), 'utf8')).trim()).toMatch(/setup-schema --version 0\.0$/);
});

it.each(['POSTGRES_HOST', 'POSTGRES_USER', 'POSTGRES_PASSWORD_FILE'])(
  'says that %s is missing',
  async (name) => {
    const { status, stderr } = await runSchema({ [name]: '' });

    expect(status).not.toBe(0);
    expect(stderr).toContain(`${name}: `);
  },
);

import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensureTemporal, type TemporalPrograms } from '../../tools/stack/ensure-temporal.js';
import { bringUpServer, type Server } from '../../tools/stack/stack.js';
import { run } from '../../tools/temporal/run.js';

const deploy = join(import.meta.dirname, '../../deploy/temporal');

let server: Server;
let programs: TemporalPrograms;
beforeAll(async () => {
  programs = await ensureTemporal(console.log);
  server = await bringUpServer(console.log);
  return () => server.takeDown();
});

it('leaves a database that has the schema as it is, also while the server runs on it', async () => {
  const env = { ...process.env, ...server.database.environment, SQL_TOOL: programs.sqlTool };
  const said = await run('sh', [join(deploy, 'schema.sh')], { env });

  expect(said).toContain('found zero updates');
});

it('tells the server only what it knows', async () => {
  const said = await run(programs.server, ['validate-dynamic-config', join(deploy, 'dynamic-config.yaml')]);

  expect(said).not.toMatch(/error|warning/);
});

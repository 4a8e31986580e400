// Writes what the gateway says of itself to docs/openapi.json: `npm run openapi`, after a change of its routes.
import { writeFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { asksForHelp } from '../src/asks-for-help.js';
import { createGateway } from '../src/gateway/server.js';

if (asksForHelp('openapi')) {
  console.log(
    'npm run openapi: writes what the gateway says of itself to docs/openapi.json; takes nothing but --help',
  );
  process.exit();
}

const nobody = new Client({ connection: Connection.lazy() });
const app = await createGateway({
  client: nobody,
  taskQueue: 'orders',
  tokens: [],
  secrets: { standard: [], examplePay: [] },
  requestsPerMinute: 1,
  trustProxy: 0,
  logger: pino({ level: 'silent' }),
});
const { body } = await app.inject('/openapi.json');
await writeFile('docs/openapi.json', `${JSON.stringify(JSON.parse(body), null, 2)}\n`);
await app.close();

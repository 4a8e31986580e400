// Starts a dev server, prints its address, and waits; or ends at once when told `end`.
import { ensureDevServer } from '../../../tools/temporal/ensure-server.js';
import { startDevServer } from '../../../tools/temporal/start-dev-server.js';

const server = await startDevServer({ path: await ensureDevServer() });
process.stdout.write(`${server.address}\n`);
if (process.argv[2] === 'end') process.exit(0);

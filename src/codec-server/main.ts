/**
 * The codec server's program: reads its settings, and decodes payloads for the Web UI until it is told to stop.
 *
 *   npm run codec-server      (npm run codec-server -- --help for the environment it reads)
 */
import { asksForHelp } from '../asks-for-help.js';
import { createLogger } from '../logging.js';
import { readCodecServerConfig } from './config.js';
import { createCodecServer } from './server.js';

const help = `npm run codec-server: decrypts payloads for the Web UI and the CLI of Temporal, until SIGTERM or SIGINT.

  ORDERS_CODEC_KEYS           the keys that the workers have
  ORDERS_CODEC_KEYS_FILE      in place of these: a file with one a line
  CODEC_SERVER_TOKENS         the tokens that let somebody in, separated by commas
  CODEC_SERVER_TOKENS_FILE    in place of these: a file with one a line
  CODEC_SERVER_ORIGINS        the origins of the Web UI, separated by commas, to the letter;
                              default: http://localhost:8233,http://127.0.0.1:8233
  CODEC_SERVER_HOST, CODEC_SERVER_PORT   where it listens; default: 127.0.0.1, 8089

The endpoint to name in the Web UI is http://127.0.0.1:8089/TOKEN. To the CLI:
temporal workflow show -w order-A-1 --codec-endpoint http://127.0.0.1:8089 --codec-auth "Bearer TOKEN"

Reads the file .env too. What is set in the environment wins.`;

if (asksForHelp('codec-server')) console.log(help);
else await run();

async function run(): Promise<void> {
  const config = readCodecServerConfig();
  if ('problems' in config) {
    for (const { field, expected } of config.problems) console.error(`codec-server: ${field}: ${expected}`);
    console.error('codec-server: reads the environment and the file .env; .env.example is one to start from');
    process.exit(1);
  }
  const { host, port, ...options } = config.value;
  const logger = createLogger();
  const app = createCodecServer({ ...options, logger });
  const told = new Promise<void>((resolve) => {
    // A Ctrl-C often comes twice, from the terminal and from npm: the second changes nothing.
    process.on('SIGTERM', () => resolve()).on('SIGINT', () => resolve());
  });
  try {
    await app.listen({ host, port });
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    console.error(
      `codec-server: CODEC_SERVER_HOST, CODEC_SERVER_PORT: expected where it can listen: ${words}`,
    );
    process.exit(1);
  }
  logger.info({ listening: app.listeningOrigin }, 'codec server ready');
  await told;
  await app.close();
}

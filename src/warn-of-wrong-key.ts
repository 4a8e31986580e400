import type { Logger } from 'pino';
import { probe, refusesKey } from './ticketscloud/probe.js';
import type { TicketscloudOptions } from './ticketscloud/ticketscloud.js';

// As long as the saga waits for the same call.
const ANSWER_WITHIN_MS = 10_000;

/**
 * Asks the platform once whether it takes the key, and logs when it does not: no reason to stop, since the key may be
 * mended there too, but nobody should have to learn it from the first customer.
 */
export async function warnOfWrongKey(options: TicketscloudOptions, logger: Logger): Promise<void> {
  const found = await probe(options, ANSWER_WITHIN_MS);
  // A platform that is away for a moment is everyday life, and the orders tell it.
  if (found instanceof Error || !refusesKey(found)) return;
  const { host } = new URL(options.url);
  logger.warn(
    { upstream: host },
    'the platform does not accept the API key, so every order ends as wrong_key: set TICKETSCLOUD_API_KEY, restart',
  );
}

import { readConfig } from '../../config.js';
import { tellProblems } from '../../domain/problem.js';
import { probe, refusesKey, type Probe } from '../../ticketscloud/probe.js';
import { right, unknown, wrong, type Check } from './check.js';

// As long as the saga waits for the same call.
const DEADLINE_MS = 10_000;

// The deadline that a customer is shown is the platform's; beyond this a countdown here misleads.
const APART_MS = 10_000;

/** Whether the platform can be reached, takes the key, and has the same time. */
export async function checkUpstream(): Promise<Check[]> {
  const config = readConfig();
  if ('problems' in config) return seen(wrong('platform', tellProblems(config.problems)));
  const { ticketscloud } = config.value;
  const sentAt = Date.now();
  const found = await probe(ticketscloud, DEADLINE_MS);
  const receivedAt = Date.now();
  const { host } = new URL(ticketscloud.url);
  if (found instanceof Error)
    return seen(wrong('platform', `${host}: ${found.message}; check TICKETSCLOUD_URL and the network`));
  const reached =
    found.status < 500
      ? right('platform', `${host} answers`)
      : wrong('platform', `${host} answers with status ${found.status}: try again later`);
  return [reached, checkKey(found), checkClock(found.answeredAt, sentAt, receivedAt)];
}

function seen(platform: Check): Check[] {
  const words = 'the platform could not be asked';
  return [platform, unknown('API key', words), unknown('clock', words)];
}

/** Whether the key is accepted, by what is answered to it. */
export function checkKey(found: Pick<Probe, 'status'>): Check {
  const { status } = found;
  if (refusesKey(found))
    return wrong('API key', `the platform does not accept it (${status}): set TICKETSCLOUD_API_KEY`);
  if (status === 404 || status === 200) return right('API key', 'accepted');
  return unknown('API key', `the platform answered ${status}, which says nothing about it`);
}

/** How far the clock here is from the platform's, which tells whole seconds only. */
export function checkClock(answeredAt: number, sentAt: number, receivedAt: number): Check {
  const ahead = (sentAt + receivedAt) / 2 - (answeredAt + 500);
  const apart = Math.round(Math.abs(ahead) / 1000);
  if (apart <= 1) return right('clock', "the platform's, to a second");
  const words = `${apart} s ${ahead > 0 ? 'ahead of' : 'behind'} the platform's`;
  return apart * 1000 < APART_MS
    ? right('clock', words)
    : wrong('clock', `${words}: set this machine's clock; deadlines are kept all the same, but shown wrong`);
}

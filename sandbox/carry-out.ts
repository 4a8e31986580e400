import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';
import { formatInstant } from './clock.js';
import type { MatchedRequest } from './faults.js';
import type { JournalEntry } from './journal.js';
import { runMeanwhiles } from './meanwhile.js';
import type { OrderView } from './order-view.js';
import type { Platform } from './platform.js';
import { expireLapsed } from './platform.js';
import type { ApiRequest } from './routes.js';
import { answerRequest } from './routes.js';
import type { World } from './world.js';

/** A request that has been read, where it is noted and where its answer goes. */
export interface Call {
  request: ApiRequest;
  matched: MatchedRequest;
  entry: JournalEntry;
  response: ServerResponse;
}

/** Lets a request take effect, with what the test wants done right before and after, and returns the true answer. */
export async function carryOut({ platform, clock, meanwhiles }: World, call: Call): Promise<Answer> {
  const { request, matched, entry } = call;
  await runMeanwhiles(meanwhiles, 'before', matched, entry);
  const answer = answerAt(await clock.now(), platform, call);
  entry.tookEffect = request.method !== 'GET' && answer.status < 300;
  if (answer.status === 201) entry.orderId = (JSON.parse(answer.body) as OrderView).id;
  await runMeanwhiles(meanwhiles, 'after', matched, entry);
  return answer;
}

/** Returns what the answer would have been, by doing the same to a copy of the platform. */
export async function rehearse({ platform, clock }: World, call: Call): Promise<Answer> {
  const now = await clock.now();
  return answerAt(now, structuredClone(platform), call);
}

// Synchronous, so that nothing happens between the reading of the clock and the effect.
function answerAt(now: number, platform: Platform, { request, entry, response }: Call): Answer {
  entry.at = formatInstant(now);
  // Instead of node's own, which would be the machine's time.
  response.setHeader('Date', new Date(now).toUTCString());
  expireLapsed(platform, now);
  return answerRequest(platform, request, now);
}

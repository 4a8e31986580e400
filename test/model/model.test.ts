/**
 * A model test of the whole: the real saga lives drawn stories against the real sandbox, in skipped time, and a judge
 * that shares no code with it says which promises were broken. Story by story the seed follows from MODEL_SEED.
 *
 *   MODEL_RUNS=500 npm run test:model                as many stories
 *   MODEL_SEED=… MODEL_ONLY=12 npm run test:model    one of them again, as a failure says
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RequestMatch } from '../../sandbox/sandbox.js';
import { outcomeNames } from '../../src/domain/outcome.js';
import { misfortunes } from '../support/misfortunes.js';
import { judge, type Witness } from './judge.js';
import { live } from './live.js';
import { storiesOf } from './story.js';

const { MODEL_RUNS = '60', MODEL_SEED = String(Date.now() % 1_000_000), MODEL_ONLY } = process.env;
const numbers = MODEL_ONLY ? [Number(MODEL_ONLY)] : Array.from({ length: Number(MODEL_RUNS) }, (_, at) => at);
const reached = new Set<string>();

// Two at a time: a story waits a lot, and every one has a server of its own.
const lanes = [0, 1].map((lane) => numbers.filter((_, at) => at % 2 === lane));

it(
  `keeps its promises in ${numbers.length} stories of MODEL_SEED=${MODEL_SEED}`,
  { timeout: 60 * 60_000 },
  async () => {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const number of lane) await tell(number);
      }),
    );
  },
);

it.skipIf(MODEL_ONLY !== undefined)('reaches every outcome, every kind of fault and every call', () => {
  const kinds = misfortunes.map(({ fault }) => fault.kind);
  const calls = ['POST', 'GET', 'PATCH payment', 'PATCH in_progress', 'PATCH done', 'PATCH canceled'];
  const missed = [...outcomeNames, ...kinds, ...calls].filter((one) => !reached.has(one));
  expect(missed).toEqual([]);
});

async function tell(number: number): Promise<void> {
  const seed = Number(MODEL_SEED) * 10_000 + number;
  const property = fc.asyncProperty(storiesOf(number), async (story) => {
    const { witness, met } = await live(story);
    for (const { match, fault } of met) reached.add(fault.kind).add(nameOf(match));
    if (witness.outcome) reached.add(witness.outcome.outcome);
    const broken = judge(witness);
    if (broken.length > 0) throw new Error(`${broken.join('; ')}\n${summary(witness)}`);
  });
  const again = `MODEL_SEED=${MODEL_SEED} MODEL_ONLY=${number}`;
  // Every step of the shrinking is a story of its own: two minutes of it are enough to see more.
  await fc
    .assert(property, { seed, numRuns: 1, interruptAfterTimeLimit: 120_000 })
    .catch((error: unknown) => {
      throw new Error(`again: ${again}`, { cause: error });
    });
}

function nameOf({ method = 'GET', body }: RequestMatch): string {
  if (method !== 'PATCH') return method;
  return `PATCH ${typeof body?.['status'] === 'string' ? body['status'] : 'payment'}`;
}

/** What was seen, a line a call. */
function summary({ journal, upstream, ...rest }: Witness): string {
  const calls = journal.map(({ receivedAt, at, method, path, body, status, fault }) => {
    const asked = method === 'GET' ? '' : JSON.stringify(body);
    return [receivedAt.toFixed(), at, method, path, asked, status, fault].join(' ');
  });
  return [...calls, ...upstream.map(({ id, status }) => `${id} ${status}`), JSON.stringify(rest)].join('\n');
}

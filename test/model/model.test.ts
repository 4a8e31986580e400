/**
 * A model test of the whole: the real saga lives drawn stories against the real sandbox, in skipped time, and a judge
 * that shares no code with it says which promises were broken. Story by story the seed follows from MODEL_SEED.
 *
 *   MODEL_STORIES=500 npm run test:model             as many stories
 *   MODEL_SEED=… MODEL_ONLY=12 npm run test:model    one of them again, made smaller, as a failure says
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RequestMatch } from '../../sandbox/sandbox.js';
import { outcomeNames } from '../../src/domain/outcome.js';
import { call } from '../support/calls.js';
import { drawStory } from './draw-story.js';
import { callNames, faultKinds } from './draw-trouble.js';
import { judge } from './judge.js';
import { live } from './live.js';
import { tell } from './witness.js';

const {
  MODEL_STORIES = '32',
  MODEL_SEED = String(Math.floor(Math.random() * 1_000_000)),
  MODEL_ONLY,
} = process.env;
const numbers = MODEL_ONLY
  ? [Number(MODEL_ONLY)]
  : Array.from({ length: Number(MODEL_STORIES) }, (_, number) => number);
const reached = new Set<string>();

it(
  `keeps its promises in ${numbers.length} stories of MODEL_SEED=${MODEL_SEED}`,
  { timeout: 60 * 60_000 },
  async () => {
    const left = [...numbers];
    const failures: unknown[] = [];
    const liveOn = async () => {
      for (let number = left.shift(); number !== undefined && failures.length === 0; number = left.shift())
        await liveStory(number).catch((error: unknown) => failures.push(error));
    };
    // Two at a time: a story waits a lot, and every one has a server of its own.
    await Promise.all([liveOn(), liveOn()]);
    if (failures.length > 0) throw failures[0];
  },
);

it.skipIf(MODEL_ONLY !== undefined)(
  'reaches every outcome, every kind of fault and every call with one',
  () => {
    expect([...outcomeNames, ...faultKinds, ...callNames].filter((one) => !reached.has(one))).toEqual([]);
  },
);

async function liveStory(number: number): Promise<void> {
  const property = fc.asyncProperty(drawStory(number), async (story) => {
    const { witness, met } = await live(story);
    for (const { match, fault } of met) reached.add(fault.kind).add(nameOf(match));
    if (witness.outcome) reached.add(witness.outcome.outcome);
    const broken = judge(witness);
    if (broken.length > 0) throw new Error(`${broken.join('; ')}\n${tell(witness)}`);
  });
  const seed = Number(MODEL_SEED) * 10_000 + number;
  // Every step of the shrinking is a story of its own: for one that is looked at, two minutes of it.
  const patience = MODEL_ONLY ? { interruptAfterTimeLimit: 120_000 } : { endOnFailure: true };
  await fc.assert(property, { seed, numRuns: 1, ...patience }).catch((error: unknown) => {
    throw new Error(`again: MODEL_SEED=${MODEL_SEED} MODEL_ONLY=${number} npm run test:model`, {
      cause: error,
    });
  });
}

function nameOf(match: RequestMatch): string {
  return callNames.find((name) => JSON.stringify(call[name]) === JSON.stringify(match)) ?? '';
}

import type { OrderView } from '../sandbox/order-view.js';
import type { OrderOutcome } from '../src/client.js';
import { compareEndings, expectedEnding, type Ending } from './ending.js';
import { followJournal, tellRequest, type ReceivedRequest } from './journal.js';
import type { Narrator } from './narrator.js';
import type { Stack } from './stack.js';
import { openStage } from './stage.js';
import type { Story } from './story.js';

/** What became of a story. */
export interface Told {
  name: string;
  title: string;
  passed: boolean;
  expected: Ending;
  found: Ending;
  /** Why it broke off; absent when it did not. */
  trouble?: string;
  durationMs: number;
  /** What the shop is told in the end; absent when the order has not ended. */
  outcome?: OrderOutcome;
  /** What the platform shows. */
  orders: OrderView[];
  /** What the platform received. */
  requests: readonly ReceivedRequest[];
}

// Several times what the longest takes.
const limitMs = 90_000;

/** Plays a story, and looks how it ended for us and on the platform. */
export async function tellStory(story: Story, stack: Stack, narrator: Narrator, run: string): Promise<Told> {
  const { name, title, play } = story;
  const { orders, platform } = stack;
  const reference = `demo-${run}-${name}`;
  narrator.title(title);
  const startedAt = performance.now();
  const expected = expectedEnding(story, await platform.stock());
  const journal = await followJournal(platform, (request, at) =>
    narrator.line('platform', tellRequest(request), at),
  );

  const inTime = limitedTo(limitMs);
  const stage = openStage(stack, narrator, reference, journal.catchUp);
  const trouble = await inTime(play(stage)).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const outcome = await inTime(orders.outcome(reference)).catch(() => undefined);
  journal.stop();
  await journal.catchUp();
  // What a story that broke off has left must not meet the next one.
  await platform.behave();

  const ordersThere = await platform.orders(reference);
  const found = {
    outcome: outcome?.outcome ?? 'none',
    order: ordersThere.map(({ status }) => status).join(' and ') || 'none',
    stock: await platform.stock(),
  };
  const asExpected = compareEndings(expected, found, narrator);
  if (trouble !== undefined) narrator.verdict(false, trouble);
  return {
    name,
    title,
    passed: asExpected && trouble === undefined,
    expected,
    found,
    ...(trouble !== undefined && { trouble }),
    durationMs: Math.round(performance.now() - startedAt),
    ...(outcome && { outcome }),
    orders: ordersThere,
    requests: journal.requests,
  };
}

/** Lets promises be awaited until a time, counted from now, is over. */
function limitedTo(ms: number): <T>(promise: Promise<T>) => Promise<T> {
  const over = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`it has not ended after ${ms / 1000} s`)), ms).unref();
  });
  over.catch(() => undefined);
  return (promise) => Promise.race([promise, over]);
}
